package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.ServerStreamFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.ClientCredential;
import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import io.github.prosodyprobe.tls.TlsWire;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xmpp.Namespaces;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finishes TLS as a server that shows no certificate, or one that nobody else vouches for, opens
 * the stream inside, and looks whether it is refused there: that a server advertises dialback
 * before TLS does not tell whom it lets use it.
 */
public final class PeerCertificateProbe implements Probe {

  /** What the peer shows when it is asked for a certificate. */
  public enum Shown {
    NOTHING(
        "peer-without-certificate",
        ServerStreamFacts.WITHOUT_CERTIFICATE,
        ServerStreamFacts.WITHOUT_CERTIFICATE_CONDITION,
        Set.of(
            StreamFacts.FEATURES_AFTER_TLS,
            ServerStreamFacts.DIALBACK_AFTER_TLS,
            ServerStreamFacts.BIDI_AFTER_TLS)),
    SELF_SIGNED(
        "peer-self-signed",
        ServerStreamFacts.SELF_SIGNED,
        ServerStreamFacts.SELF_SIGNED_CONDITION,
        Set.of());

    private final String word;
    private final Fact<Text> fate;
    private final Fact<Text> condition;
    private final Set<Fact<?>> offers;

    Shown(String word, Fact<Text> fate, Fact<Text> condition, Set<Fact<?>> offers) {
      this.word = word;
      this.fate = fate;
      this.condition = condition;
      this.offers = offers;
    }
  }

  private static final Reason NO_OFFER =
      Reason.of(
          ReasonCode.NOT_PROBED,
          "neither EXTERNAL nor dialback is offered; whether dialback is taken all the same is not"
              + " tried");

  private final TlsOpener opener;
  private final PeerIdentity peer;
  private final Shown shown;

  /**
   * A probe.
   *
   * @param opener makes the connection, up to the first byte of TLS
   * @param peer who we say we are
   * @param shown what we show for it
   */
  public PeerCertificateProbe(TlsOpener opener, PeerIdentity peer, Shown shown) {
    this.opener = opener;
    this.peer = peer;
    this.shown = shown;
  }

  @Override
  public String name() {
    return shown.word;
  }

  @Override
  public Set<Fact<?>> yields() {
    Set<Fact<?>> facts = new HashSet<>(shown.offers);
    facts.add(shown.fate);
    facts.add(shown.condition);
    if (shown == Shown.NOTHING) {
      facts.add(ServerStreamFacts.CERTIFICATE_REQUESTED);
      facts.addAll(CertificateFindings.FACTS);
    }
    return Set.copyOf(facts);
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    if (shown == Shown.NOTHING && CertificateFindings.wantsTrust(context)) {
      context.trust().prepare();
    }
    Wire wire = opener.open(context);
    try (TlsWire inside = CompleteHandshake.over(wire, offer(context))) {
      PeerFate fate = PeerFate.inside(inside, peer.initiator(), context.domain());
      Evidence evidence = evidence(context, inside);
      if (shown == Shown.NOTHING) {
        new CertificateFindings(context, findings).report(inside.session(), evidence);
        findings.observed(
            ServerStreamFacts.CERTIFICATE_REQUESTED,
            FactValue.flag(inside.session().certificateRequested()),
            evidence);
      }
      if (shown == Shown.SELF_SIGNED && !inside.session().certificateRequested()) {
        sayOfAll(findings, "the server asks its peers for no certificate");
      } else {
        report(fate, findings, evidence);
      }
    } catch (PeerException e) {
      // Under TLS 1.2 a server that does not like the certificate says so within the handshake.
      switch (PeerFate.of(e.reason())) {
        case PeerFate.Refused refused -> report(refused, findings, evidence(context, wire));
        case PeerFate.Admitted _, PeerFate.Unclear _ -> {}
      }
      throw e;
    }
  }

  private Offer offer(ProbeContext context) {
    return new Offer(
        context.domain(),
        EnumSet.allOf(Version.class),
        peer.initiator().applicationProtocol(),
        switch (shown) {
          case NOTHING -> Optional.empty();
          case SELF_SIGNED ->
              Optional.of(ClientCredential.selfSigned(peer.domain(), context.clock().instant()));
        });
  }

  private Evidence evidence(ProbeContext context, Wire wire) {
    return context.evidence(
        name(),
        wire.transcript(),
        switch (shown) {
          case NOTHING -> ByHand.insideTlsAsServer(context, peer);
          case SELF_SIGNED -> ByHand.insideTlsSelfSigned(context, peer);
        });
  }

  private void sayOfAll(Findings findings, String because) {
    yields().forEach(fact -> findings.notApplicable(fact, because));
  }

  private void report(PeerFate fate, Findings findings, Evidence evidence) throws PeerException {
    switch (fate) {
      case PeerFate.Refused(String condition) -> {
        findings.observed(shown.fate, FactValue.text("refused"), evidence);
        findings.observed(shown.condition, FactValue.text(condition), evidence);
        shown.offers.forEach(fact -> findings.notApplicable(fact, "such a peer is refused"));
      }
      case PeerFate.Admitted admitted -> {
        admitted
            .proof()
            .ifPresentOrElse(
                proof -> findings.observed(shown.fate, FactValue.text(proof), evidence),
                () -> findings.unobserved(shown.fate, NO_OFFER));
        findings.notApplicable(shown.condition, "such a peer is not refused");
        reportOffers(admitted.features(), findings, evidence);
      }
      case PeerFate.Unclear(Reason reason) -> throw new PeerException(reason);
    }
  }

  private void reportOffers(Element features, Findings findings, Evidence evidence) {
    if (shown != Shown.NOTHING) {
      return;
    }
    findings.observed(
        StreamFacts.FEATURES_AFTER_TLS,
        FactValue.texts(StreamFeatures.of(features).names()),
        evidence);
    findings.observed(
        ServerStreamFacts.DIALBACK_AFTER_TLS,
        FactValue.flag(features.child(Namespaces.DIALBACK_FEATURE, "dialback").isPresent()),
        evidence);
    findings.observed(
        ServerStreamFacts.BIDI_AFTER_TLS,
        FactValue.flag(features.child(Namespaces.BIDI_FEATURE, "bidi").isPresent()),
        evidence);
  }
}
