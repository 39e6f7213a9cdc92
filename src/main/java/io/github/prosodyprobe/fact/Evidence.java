package io.github.prosodyprobe.fact;

import io.github.prosodyprobe.text.Untrusted;
import java.util.List;

/**
 * The exchange that showed something, and how a person can see the same.
 *
 * @param id unique within a report, such as {@code c2s-example.org-192.0.2.7:5222/stream}
 * @param lines what was sent ({@code >}) and received ({@code <}), redacted and bounded
 * @param byHand a command that shows the same by hand
 */
public record Evidence(String id, List<Untrusted> lines, String byHand) {

  /** Copies the lines. */
  public Evidence {
    lines = List.copyOf(lines);
  }
}
