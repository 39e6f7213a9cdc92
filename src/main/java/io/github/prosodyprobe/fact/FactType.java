package io.github.prosodyprobe.fact;

/** The kinds of value that a fact can have; a matcher fits some of them. */
public enum FactType {
  /** Yes or no. */
  BOOLEAN,
  /** A whole number with a unit. */
  INTEGER,
  /** One text. */
  TEXT,
  /** Several texts without an order. */
  TEXT_SET,
  /** A point in time. */
  TIME
}
