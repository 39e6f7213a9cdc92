package io.github.prosodyprobe.tls;

/** Bytes of a server are not the message that they should be; stays inside the parser. */
final class MalformedFlightException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedFlightException(String detail) {
    super(detail, null, false, false);
  }

  /** What is wrong. */
  String detail() {
    return String.valueOf(getMessage());
  }
}
