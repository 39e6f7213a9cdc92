package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.DirectTlsFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.TlsWire;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Where the first conversation with a listener failed, tries the other kind: a TLS handshake where
 * a stream in clear text was expected, a stream in clear text where TLS was.
 *
 * <p>Sends nothing where that conversation tells it already. A port for direct TLS hangs up on
 * clear text without a word, so that only this tells it from a server that wants no visitors.
 */
public final class PortKindProbe implements Probe {

  private static final String CLEAR_TEXT = "clear-text";
  private static final String TLS = "tls";
  private static final String OTHER = "other";

  private final RandomGenerator random;

  /**
   * A probe.
   *
   * @param random draws the name of a server that does not exist
   */
  public PortKindProbe(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "port-kind";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(StreamFacts.BEGINS_IN);
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    switch (context.endpoint().listener()) {
      case C2S, S2S -> look(StreamFacts.STARTTLS, CLEAR_TEXT, context, findings);
      case C2S_DIRECT, S2S_DIRECT -> look(DirectTlsFacts.ALPN_RIGHT, TLS, context, findings);
      default -> findings.notApplicable(StreamFacts.BEGINS_IN, "no port of an XMPP service");
    }
  }

  /**
   * Looks at how the first conversation went, and holds another one where that leaves it open.
   *
   * @param shown a fact that it shows where the port is as expected
   */
  private void look(Fact<?> shown, String expected, ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    switch (findings.states().get(shown)) {
      case FactState.Observed(_, String id) -> {
        Evidence evidence = findings.evidence().get(id);
        findings.observed(
            StreamFacts.BEGINS_IN, FactValue.text(expected), Objects.requireNonNull(evidence));
      }
      case FactState.Unobserved(Reason reason) -> {
        switch (reason.code()) {
          case STREAM_ERROR -> report(expected, new Transcript(), context, findings);
          case NOT_XMPP -> {
            if (expected.equals(TLS)) {
              report(OTHER, new Transcript(), context, findings);
            } else {
              shakeHands(reason, context, findings);
            }
          }
          case TCP_CLOSED, TCP_RESET, TLS_VIOLATION, PROTOCOL_VIOLATION -> {
            if (expected.equals(TLS)) {
              openStream(reason, context, findings);
            } else {
              shakeHands(reason, context, findings);
            }
          }
          default -> throw new PeerException(reason);
        }
      }
      case FactState.NotApplicable(String because) ->
          findings.notApplicable(StreamFacts.BEGINS_IN, because);
      case null -> throw new IllegalStateException("the gate says nothing of " + shown.name());
    }
  }

  private static void shakeHands(Reason first, ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    Wire wire = context.connect();
    try (TlsWire inside = DirectTlsOpener.shakeHands(wire, context, "")) {
      report(TLS, inside.transcript(), context, findings);
    } catch (PeerException e) {
      if (first.code() != ReasonCode.NOT_XMPP) {
        throw new PeerException(first);
      }
      report(OTHER, wire.transcript(), context, findings);
    }
  }

  private void openStream(Reason first, ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    Initiator initiator =
        context.endpoint().listener() == Listener.C2S_DIRECT
            ? Initiator.CLIENT
            : PeerIdentity.madeUp(random).initiator();
    try (XmppStream stream = XmppStream.over(context.connect(), initiator, context.domain())) {
      String kind = CLEAR_TEXT;
      try {
        stream.open();
      } catch (PeerException e) {
        if (e.reason().code() != ReasonCode.NOT_XMPP) {
          throw new PeerException(first);
        }
        kind = OTHER;
      }
      report(kind, stream.wire().transcript(), context, findings);
    }
  }

  private static void report(
      String kind, Transcript transcript, ProbeContext context, Findings findings) {
    findings.observed(
        StreamFacts.BEGINS_IN,
        FactValue.text(kind),
        context.evidence("port-kind", transcript, ByHand.directTls(context, "")));
  }
}
