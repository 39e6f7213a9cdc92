package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.DiscoFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.ExternalFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import io.github.prosodyprobe.tls.TlsWire;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xmpp.ExternalLogin;
import io.github.prosodyprobe.xmpp.Namespaces;
import io.github.prosodyprobe.xmpp.Questions;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finishes TLS with the operator's certificate, logs in with EXTERNAL, and asks the domain about
 * itself on the same stream where the server sends its answers there.
 */
public final class IdentifiedPeerProbe implements Probe {

  /** What it yields. */
  static final Set<Fact<?>> FACTS =
      Set.of(
          ExternalFacts.OWN_PURPOSES,
          ExternalFacts.EXTERNAL_LOGIN,
          ExternalFacts.SERVER_AUTH_ONLY,
          ExternalFacts.CONDITION,
          ExternalFacts.BIDI,
          ExternalFacts.FEATURES,
          DiscoFacts.FEATURES,
          DiscoFacts.IDENTITIES,
          DiscoFacts.ITEMS,
          DiscoFacts.VERSION,
          DiscoFacts.CONTACT_ADDRESSES,
          DiscoFacts.CONTACT_KINDS);

  private final TlsOpener opener;
  private final IdentifiedPeer peer;

  /**
   * A probe.
   *
   * @param opener makes the connection, up to the first byte of TLS, in the name of the peer
   * @param peer who we are
   */
  public IdentifiedPeerProbe(TlsOpener opener, IdentifiedPeer peer) {
    this.opener = opener;
    this.peer = peer;
  }

  @Override
  public String name() {
    return "identified-peer";
  }

  @Override
  public Set<Fact<?>> yields() {
    return FACTS;
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    IdentifiedPeerFindings report = new IdentifiedPeerFindings(peer, findings);
    Wire wire = opener.open(context);
    try (TlsWire inside = CompleteHandshake.over(wire, offer(context));
        XmppStream stream =
            XmppStream.over(inside, peer.identity().initiator(), context.domain())) {
      stream.open();
      logIn(stream, context, findings, report);
    } catch (PeerException e) {
      // Before anything is said of the login this is an answer to the certificate: under TLS 1.2
      // within the handshake, under TLS 1.3 behind it, or by the stream.
      if (!findings.knows(ExternalFacts.EXTERNAL_LOGIN)
          && PeerFate.of(e.reason()) instanceof PeerFate.Refused(String condition)) {
        report.refused(condition, evidence(context, wire));
        return;
      }
      throw e;
    }
  }

  private Offer offer(ProbeContext context) {
    return new Offer(
        context.domain(),
        EnumSet.allOf(Version.class),
        peer.identity().initiator().applicationProtocol(),
        Optional.of(peer.credential()));
  }

  private void logIn(
      XmppStream stream, ProbeContext context, Findings findings, IdentifiedPeerFindings report)
      throws PeerException {
    Element features = stream.features();
    boolean bidirectional = features.child(Namespaces.BIDI_FEATURE, "bidi").isPresent();
    findings.observed(
        ExternalFacts.BIDI, FactValue.flag(bidirectional), evidence(context, stream.wire()));
    if (!StreamFeatures.of(features).mechanisms().contains("EXTERNAL")) {
      report.notOffered(evidence(context, stream.wire()));
      return;
    }
    String domain = peer.identity().domain();
    stream.send(bidirectional ? ExternalLogin.bidirectionalXml(domain) : ExternalLogin.xml(domain));
    String refusal = ExternalLogin.refusal(stream);
    if (!refusal.isEmpty()) {
      report.refused(refusal, evidence(context, stream.wire()));
      return;
    }
    report.accepted(evidence(context, stream.wire()));
    try (XmppStream identified = stream.restarted()) {
      identified.open();
      StreamFeatures offered = StreamFeatures.of(identified.features());
      findings.observed(
          ExternalFacts.FEATURES,
          FactValue.texts(offered.names()),
          evidence(context, identified.wire()));
      if (bidirectional) {
        var replies = Questions.ask(identified, domain, context.domain());
        report.told(replies, evidence(context, identified.wire()));
      } else {
        report.notTold(
            "the server has no bidirectional streams: its answers would go to "
                + domain
                + " and not to this machine");
      }
    }
  }

  private Evidence evidence(ProbeContext context, Wire wire) {
    return context.evidence(
        name(), wire.transcript(), ByHand.insideTlsIdentified(context, peer.identity()));
  }
}
