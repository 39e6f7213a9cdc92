package io.github.prosodyprobe.config;

import java.time.Duration;

/**
 * What the evaluation of one configuration may use up before it is ended.
 *
 * @param fileBytes of one file
 * @param files main file, includes and files read for their contents, together
 * @param includeDepth files that include one another
 * @param instructions of the Lua machine; steps of pattern matching count too
 * @param memoryBytes allocated in all, as estimated per instruction, whether still used or not
 * @param callDepth Lua functions that call one another
 * @param time from the first to the last instruction
 */
public record Limits(
    int fileBytes,
    int files,
    int includeDepth,
    long instructions,
    long memoryBytes,
    int callDepth,
    Duration time) {

  /** Hundreds of times what a large configuration takes. */
  public static Limits standard() {
    return new Limits(1 << 20, 500, 16, 20_000_000, 64L << 20, 1_000, Duration.ofSeconds(5));
  }
}
