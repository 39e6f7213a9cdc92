package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.ServerStreamFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xmpp.Answers;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.MadeUp;
import io.github.prosodyprobe.xmpp.Namespaces;
import io.github.prosodyprobe.xmpp.Request;
import io.github.prosodyprobe.xmpp.StartTlsOffer;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.UnauthenticatedRequests;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.Set;

/** Opens a server's stream in clear text, reads its features, and asks there for TLS. */
public final class ServerStreamProbe implements Probe {

  private static final Set<Request> FOR_TLS = Set.of(Request.START_TLS);

  private final Initiator peer;

  /** A probe that says it is this server. */
  public ServerStreamProbe(PeerIdentity peer) {
    this.peer = peer.initiator();
  }

  @Override
  public String name() {
    return "server-stream";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(
        StreamFacts.STARTTLS,
        StreamFacts.STARTTLS_ANSWER,
        StreamFacts.FEATURES_BEFORE_TLS,
        StreamFacts.LIMIT_MAX_BYTES,
        StreamFacts.LIMIT_IDLE_SECONDS,
        SaslFacts.BEFORE_TLS,
        ServerStreamFacts.DIALBACK_BEFORE_TLS,
        ServerStreamFacts.BIDI_BEFORE_TLS);
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    try (XmppStream stream = XmppStream.over(context.connect(), peer, context.domain())) {
      stream.open();
      Element element = stream.features();
      StreamFeatures features = StreamFeatures.of(element);
      reportFeatures(element, features, findings, evidence(context, stream));
      if (features.startTls() == StartTlsOffer.ABSENT) {
        findings.notApplicable(StreamFacts.STARTTLS_ANSWER, "STARTTLS is not offered");
        return;
      }
      // The name is for logins, of which there is none here.
      Answers answers =
          new UnauthenticatedRequests(stream, context.domain(), new MadeUp(peer.from()))
              .ask(FOR_TLS);
      if (Thread.currentThread().isInterrupted()) {
        // An interrupt closes the connection, which must not be taken for the peer's doing.
        throw new InterruptedException();
      }
      Evidence evidence = evidence(context, stream, XmppStream.START_TLS);
      answers
          .given()
          .values()
          .forEach(
              answer ->
                  findings.observed(
                      StreamFacts.STARTTLS_ANSWER, FactValue.text(answer.word()), evidence));
      answers
          .lacking()
          .values()
          .forEach(reason -> findings.unobserved(StreamFacts.STARTTLS_ANSWER, reason));
    }
  }

  private Evidence evidence(ProbeContext context, XmppStream stream, String... sent) {
    return context.evidence(
        name(),
        stream.wire().transcript(),
        ByHand.clearText(context, peer, context.domain(), sent));
  }

  private static void reportFeatures(
      Element element, StreamFeatures features, Findings findings, Evidence evidence) {
    findings.observed(StreamFacts.STARTTLS, FactValue.text(features.startTls().word()), evidence);
    findings.observed(StreamFacts.FEATURES_BEFORE_TLS, FactValue.texts(features.names()), evidence);
    findings.observed(SaslFacts.BEFORE_TLS, FactValue.texts(features.mechanisms()), evidence);
    StreamProbe.reportLimits(features, findings, evidence);
    findings.observed(
        ServerStreamFacts.DIALBACK_BEFORE_TLS,
        FactValue.flag(element.child(Namespaces.DIALBACK_FEATURE, "dialback").isPresent()),
        evidence);
    findings.observed(
        ServerStreamFacts.BIDI_BEFORE_TLS,
        FactValue.flag(element.child(Namespaces.BIDI_FEATURE, "bidi").isPresent()),
        evidence);
  }
}
