package io.github.prosodyprobe.fact;

/** What an integer fact counts. */
public enum Unit {
  NONE,
  SECONDS,
  BYTES,
  BITS,
  COUNT
}
