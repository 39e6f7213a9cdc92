package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.text.Untrusted;
import java.util.List;

/** How a server answered a hello. Silence and failed connections are exceptions instead. */
public sealed interface HelloOutcome {

  /** It chose; what it chose is in the flight. */
  record Accepted(ServerFlight flight) implements HelloOutcome {
    @Override
    public String toString() {
      return flight.describe();
    }
  }

  /**
   * It answered in SSL 2.
   *
   * @param kinds the cipher kinds that it shares with the hello
   */
  record AcceptedSslV2(List<CipherSuite> kinds) implements HelloOutcome {
    public AcceptedSslV2 {
      kinds = List.copyOf(kinds);
    }

    @Override
    public String toString() {
      return "SERVER-HELLO SSLv2, cipher kinds " + kinds;
    }
  }

  /** It refused with an alert and chose nothing. */
  record Refused(Alert alert) implements HelloOutcome {
    @Override
    public String toString() {
      return alert.toString();
    }
  }

  /** It chose, and ended the handshake with an alert before its flight was complete. */
  record Aborted(ServerHello hello, Alert alert) implements HelloOutcome {
    @Override
    public String toString() {
      return hello.describe() + ", then " + alert;
    }
  }

  /** It closed the connection without an answer. */
  record Closed() implements HelloOutcome {
    @Override
    public String toString() {
      return "connection closed without an answer";
    }
  }

  /** It reset the connection without an answer. */
  record Reset() implements HelloOutcome {
    @Override
    public String toString() {
      return "connection reset without an answer";
    }
  }

  /**
   * It does not speak TLS.
   *
   * @param beginning the first bytes as Latin-1
   */
  record NotTls(Untrusted beginning) implements HelloOutcome {
    @Override
    public String toString() {
      return "no TLS: " + beginning;
    }
  }

  /**
   * It speaks something like TLS that breaks the protocol.
   *
   * @param detail what is wrong
   */
  record Violation(String detail) implements HelloOutcome {
    @Override
    public String toString() {
      return "a violation of the protocol: " + detail;
    }
  }
}
