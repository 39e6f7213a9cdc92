package io.github.prosodyprobe.tls;

import java.util.Optional;

/** Tells from a server's bytes how it answered a hello. */
sealed interface AnswerParser permits ServerFlightParser, SslV2AnswerParser {

  /**
   * Takes more bytes.
   *
   * @return the outcome once it is certain
   */
  Optional<HelloOutcome> take(byte[] bytes, int length);

  /** What the bytes so far amount to when no more will come, for the reason given. */
  HelloOutcome end(String reason);

  /** Whether the server has chosen, so that what is missing costs only details. */
  boolean hasServerHello();
}
