package io.github.prosodyprobe.request;

/** What an answer says of the endpoint that was asked for. */
public enum EndpointState {
  /** It gave what it gives away. */
  OPEN,
  /** It is there, and refused us; or something in front of it did. */
  GUARDED,
  /** There is nothing at this path. */
  ABSENT,
  /**
   * Something answered that is not this endpoint as far as we know it: a page for every path,
   * another program, a redirect, an error.
   */
  UNRECOGNISED
}
