package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.DirectTlsFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.ServerStreamFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.TlsWire;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.StreamNamespace;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Shakes hands in TLS from the first byte, with the application protocol of clients or servers, and
 * opens a stream inside: a TLS service that answers neither with stream features nor, to a server,
 * that it wants to know who it is, such as a web server, is something else.
 */
public final class DirectTlsProbe implements Probe {

  /** What there is only on a listener where a stream begins in clear text. */
  private static final Set<Fact<?>> BEFORE_TLS =
      Set.of(
          StreamFacts.STARTTLS,
          StreamFacts.STARTTLS_ANSWER,
          StreamFacts.INJECTION_DISCARDED,
          StreamFacts.FEATURES_BEFORE_TLS,
          SaslFacts.BEFORE_TLS);

  /** The same for clients only. */
  private static final Set<Fact<?>> CLIENTS_BEFORE_TLS =
      Set.of(
          StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS,
          StreamFacts.LEGACY_AUTH_BEFORE_TLS,
          StreamFacts.REGISTRATION_FEATURE_BEFORE_TLS,
          StreamFacts.REGISTRATION_FORM_BEFORE_TLS,
          SaslFacts.PLAIN_BEFORE_TLS,
          SaslFacts.PLAIN_BEFORE_TLS_CONDITION);

  /** The same for servers only. */
  private static final Set<Fact<?>> SERVERS_BEFORE_TLS =
      Set.of(ServerStreamFacts.DIALBACK_BEFORE_TLS, ServerStreamFacts.BIDI_BEFORE_TLS);

  private static final Set<Fact<?>> LIMITS =
      Set.of(StreamFacts.LIMIT_MAX_BYTES, StreamFacts.LIMIT_IDLE_SECONDS);

  /**
   * Whitespace that an XMPP server skips (RFC 6120, section 4.6.1), and for which a web server
   * waits before it says what it is: Prosody's own is silent for ever without it.
   */
  private static final String END_OF_REQUEST = "\r\n\r\n";

  private static final String NO_APPLICATION_PROTOCOL = "no_application_protocol";

  private final Initiator initiator;

  /** A probe that shakes hands as a client. */
  public DirectTlsProbe() {
    this.initiator = Initiator.CLIENT;
  }

  /** A probe that shakes hands as this server, and shows no certificate. */
  public DirectTlsProbe(PeerIdentity peer) {
    this.initiator = peer.initiator();
  }

  @Override
  public String name() {
    return "direct-tls";
  }

  @Override
  public Set<Fact<?>> yields() {
    Set<Fact<?>> facts = beforeTls();
    facts.add(DirectTlsFacts.ALPN_RIGHT);
    facts.addAll(LIMITS);
    return Set.copyOf(facts);
  }

  private Set<Fact<?>> beforeTls() {
    Set<Fact<?>> facts = new HashSet<>(BEFORE_TLS);
    facts.addAll(
        switch (initiator.namespace()) {
          case CLIENT -> CLIENTS_BEFORE_TLS;
          case SERVER -> SERVERS_BEFORE_TLS;
        });
    return facts;
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    beforeTls().forEach(fact -> findings.notApplicable(fact, "TLS comes first here"));
    TlsWire inside = shakeHands(context, findings);
    try (XmppStream stream = XmppStream.over(inside, initiator, context.domain())) {
      stream.open(END_OF_REQUEST);
      Optional<StreamFeatures> features = features(stream);
      Evidence evidence = evidence(context, inside);
      findings.observed(
          DirectTlsFacts.ALPN_RIGHT,
          FactValue.text(inside.session().applicationProtocol().isEmpty() ? "ignored" : "selected"),
          evidence);
      features.ifPresentOrElse(
          seen -> StreamProbe.reportLimits(seen, findings, evidence),
          () ->
              LIMITS.forEach(
                  fact ->
                      findings.notApplicable(
                          fact, "a peer without a certificate gets no stream features")));
    }
  }

  /** None where a server is told that it has to show a certificate, which is XMPP all the same. */
  private Optional<StreamFeatures> features(XmppStream stream) throws PeerException {
    try {
      return Optional.of(StreamFeatures.of(stream.features()));
    } catch (PeerException e) {
      if (initiator.namespace() == StreamNamespace.SERVER
          && e.reason().code() == ReasonCode.STREAM_ERROR
          && PeerFate.of(e.reason()) instanceof PeerFate.Refused) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private TlsWire shakeHands(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    Wire wire = context.connect();
    try {
      return DirectTlsOpener.shakeHands(wire, context, initiator.applicationProtocol());
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
        name(), wire.transcript(), ByHand.stream(context, initiator, context.domain()));
  }
}
