package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.DirectTlsFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.TlsWire;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Shakes hands in TLS from the first byte, as a client with the application protocol xmpp-client,
 * and opens a stream inside: a TLS service that does not answer with stream features, such as a web
 * server, is something else.
 */
public final class DirectTlsProbe implements Probe {

  /** What there is only on a listener where a stream begins in clear text. */
  private static final Set<Fact<?>> BEFORE_TLS =
      Set.of(
          StreamFacts.STARTTLS,
          StreamFacts.STARTTLS_ANSWER,
          StreamFacts.INJECTION_DISCARDED,
          StreamFacts.FEATURES_BEFORE_TLS,
          StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS,
          StreamFacts.LEGACY_AUTH_BEFORE_TLS,
          StreamFacts.REGISTRATION_FEATURE_BEFORE_TLS,
          StreamFacts.REGISTRATION_FORM_BEFORE_TLS,
          SaslFacts.BEFORE_TLS,
          SaslFacts.PLAIN_BEFORE_TLS,
          SaslFacts.PLAIN_BEFORE_TLS_CONDITION);

  /**
   * Whitespace that an XMPP server skips (RFC 6120, section 4.6.1), and for which a web server
   * waits before it says what it is: Prosody's own is silent for ever without it.
   */
  private static final String END_OF_REQUEST = "\r\n\r\n";

  private static final String NO_APPLICATION_PROTOCOL = "no_application_protocol";

  @Override
  public String name() {
    return "direct-tls";
  }

  @Override
  public Set<Fact<?>> yields() {
    Set<Fact<?>> facts = new HashSet<>(BEFORE_TLS);
    facts.add(DirectTlsFacts.ALPN_RIGHT);
    facts.add(StreamFacts.LIMIT_MAX_BYTES);
    facts.add(StreamFacts.LIMIT_IDLE_SECONDS);
    return Set.copyOf(facts);
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    BEFORE_TLS.forEach(fact -> findings.notApplicable(fact, "TLS comes first here"));
    TlsWire inside = shakeHands(context, findings);
    try (XmppStream stream = XmppStream.overClient(inside, context.domain())) {
      stream.open(END_OF_REQUEST);
      StreamFeatures features = StreamFeatures.of(stream.features());
      Evidence evidence = evidence(context, inside);
      findings.observed(
          DirectTlsFacts.ALPN_RIGHT,
          FactValue.text(inside.session().applicationProtocol().isEmpty() ? "ignored" : "selected"),
          evidence);
      StreamProbe.reportLimit(StreamFacts.LIMIT_MAX_BYTES, features.maxBytes(), findings, evidence);
      StreamProbe.reportLimit(
          StreamFacts.LIMIT_IDLE_SECONDS, features.idleSeconds(), findings, evidence);
    }
  }

  private TlsWire shakeHands(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    Wire wire = context.connect();
    try {
      return DirectTlsOpener.shakeHands(wire, context, Initiator.CLIENT.applicationProtocol());
    } catch (PeerException e) {
      if (e.reason().code() == ReasonCode.TLS_ALERT
          && e.reason().parameter().is(NO_APPLICATION_PROTOCOL)) {
        findings.observed(
            DirectTlsFacts.ALPN_RIGHT, FactValue.text("refused"), evidence(context, wire));
      }
      throw e;
    }
  }

  private Evidence evidence(ProbeContext context, Wire wire) {
    return context.evidence(
        name(), wire.transcript(), ByHand.stream(context, Initiator.CLIENT, context.domain()));
  }
}
