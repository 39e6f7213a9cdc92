package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.DirectTlsFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.TlsWire;
import java.util.Set;

/**
 * Shakes hands in TLS from the first byte once more, with a wrong application protocol and with
 * none, and hangs up.
 *
 * <p>Held behind {@link DirectTlsProbe}, whose handshake differs in nothing else: an alert here is
 * therefore about the application protocol, whatever its name.
 */
public final class ApplicationProtocolProbe implements Probe {

  private static final String WRONG = "http/1.1";

  @Override
  public String name() {
    return "application-protocol";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(DirectTlsFacts.ALPN_WRONG, DirectTlsFacts.ALPN_ABSENT);
  }

  @Override
  public int connections() {
    return yields().size();
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    if (context.wants(DirectTlsFacts.ALPN_WRONG)) {
      offer(context, findings, DirectTlsFacts.ALPN_WRONG, WRONG, "ignored");
    }
    if (context.wants(DirectTlsFacts.ALPN_ABSENT)) {
      offer(context, findings, DirectTlsFacts.ALPN_ABSENT, "", "accepted");
    }
  }

  private void offer(
      ProbeContext context,
      Findings findings,
      Fact<Text> fact,
      String applicationProtocol,
      String unselected)
      throws PeerException, InterruptedException {
    Wire wire = context.connect();
    String outcome;
    try (TlsWire inside = DirectTlsOpener.shakeHands(wire, context, applicationProtocol)) {
      outcome = inside.session().applicationProtocol().isEmpty() ? unselected : "selected";
    } catch (PeerException e) {
      if (e.reason().code() != ReasonCode.TLS_ALERT) {
        throw e;
      }
      outcome = "refused";
    }
    Evidence evidence =
        context.evidence(
            applicationProtocol.isEmpty() ? "alpn-absent" : "alpn-wrong",
            wire.transcript(),
            ByHand.directTls(context, applicationProtocol));
    findings.observed(fact, FactValue.text(outcome), evidence);
  }
}
