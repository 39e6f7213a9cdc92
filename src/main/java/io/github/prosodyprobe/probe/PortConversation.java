package io.github.prosodyprobe.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Says the first words at a port and reads until it is clear what answers. */
final class PortConversation {

  /** Bytes of an answer that are looked at; Prosody's longest greeting has about 700. */
  private static final int ENOUGH = 4_096;

  private static final Set<ReasonCode> ENDED_BY_PEER =
      EnumSet.of(ReasonCode.TCP_CLOSED, ReasonCode.TCP_RESET);

  private final Wire wire;
  private final ProbeContext context;
  private final PortGreeting greeting;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  PortConversation(Wire wire, ProbeContext context, PortGreeting greeting) {
    this.wire = wire;
    this.context = context;
    this.greeting = greeting;
  }

  /** Greets; returns a word of {@link PortFacts#ANSWER}. */
  String greet() throws PeerException {
    wire.transcript().sent(greeting.shown());
    String answer = answer();
    if (heard.size() > 0) {
      byte[] bytes = heard.toByteArray();
      wire.transcript()
          .received(
              Socks5.isMethodSelection(bytes)
                  ? Socks5.shown(bytes)
                  : new String(bytes, ISO_8859_1));
    }
    return answer;
  }

  private String answer() throws PeerException {
    try {
      wire.write(greeting.bytes());
      while (heard.size() < ENOUGH && hear()) {
        Optional<String> recognised = PortAnswer.recognised(heard.toByteArray());
        if (recognised.isPresent()) {
          return recognised.get();
        }
      }
      return heard.size() == 0 ? PortFacts.CLOSES : "other";
    } catch (PeerException e) {
      if (ENDED_BY_PEER.contains(e.reason().code())) {
        return heard.size() == 0 ? PortFacts.CLOSES : "other";
      }
      if (e.reason().code() == ReasonCode.DEADLINE_EXCEEDED) {
        Patience.requireTimeLeft(context);
        return heard.size() == 0 ? PortFacts.SILENT : "other";
      }
      throw e;
    }
  }

  /** Reads once; false when the peer has closed. */
  private boolean hear() throws PeerException {
    byte[] buffer = new byte[1_024];
    int count = wire.read(buffer);
    heard.write(buffer, 0, Math.max(count, 0));
    return count >= 0;
  }

  /**
   * Asks a SOCKS5 server, behind its answer to the greeting, to connect to nobody; returns a word
   * of {@link PortFacts#SOCKS5_CONNECT}.
   */
  String connectToNobody(RandomGenerator random) throws PeerException {
    if (!Socks5.letsIn(heard.toByteArray())) {
      return "refused";
    }
    heard.reset();
    byte[] request = Socks5.connectToNobody(random);
    wire.transcript().sent(Socks5.shown(request));
    try {
      wire.write(request);
      while (heard.size() < 2) {
        if (!hear()) {
          return "refused";
        }
      }
    } catch (PeerException e) {
      if (ENDED_BY_PEER.contains(e.reason().code())) {
        return "refused";
      }
      throw e;
    }
    wire.transcript().received(Socks5.shown(heard.toByteArray()));
    return Socks5.meaning(heard.toByteArray());
  }

  Evidence evidence(String name) {
    return context.evidence(name, wire.transcript(), ByHand.toPort(context, greeting));
  }
}
