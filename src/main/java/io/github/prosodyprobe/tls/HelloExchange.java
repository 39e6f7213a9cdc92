package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.HelloOutcome.Closed;
import io.github.prosodyprobe.tls.HelloOutcome.Reset;
import java.util.Optional;

/** Sends one hello on a fresh connection, reads as little of the answer as tells, and hangs up. */
final class HelloExchange {

  private static final int BUFFER = 8192;

  private HelloExchange() {}

  /**
   * Asks.
   *
   * @throws PeerException when the connection fails or no answer comes in time
   */
  static HelloOutcome ask(HelloTransport transport, Hello hello)
      throws PeerException, InterruptedException {
    AnswerParser parser =
        switch (hello) {
          case ClientHello _ -> new ServerFlightParser();
          case SslV2Hello _ -> new SslV2AnswerParser();
        };
    try (Wire wire = transport.open()) {
      return read(wire, hello, parser);
    }
  }

  private static HelloOutcome read(Wire wire, Hello hello, AnswerParser parser)
      throws PeerException {
    try {
      wire.write(hello.encode());
      byte[] buffer = new byte[BUFFER];
      int count = wire.read(buffer);
      while (count >= 0) {
        Optional<HelloOutcome> outcome = parser.take(buffer, count);
        if (outcome.isPresent()) {
          return outcome.get();
        }
        count = wire.read(buffer);
      }
      return parser.end("the connection was closed");
    } catch (PeerException e) {
      return parser.hasServerHello() ? parser.end(e.reason().toString()) : withoutAnswer(e);
    }
  }

  /** To hang up on a hello is an answer of a kind; not to answer in time is none. */
  private static HelloOutcome withoutAnswer(PeerException end) throws PeerException {
    if (end.reason().code() == ReasonCode.TCP_RESET) {
      return new Reset();
    }
    if (end.reason().code() == ReasonCode.TCP_CLOSED) {
      return new Closed();
    }
    throw end;
  }
}
