package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.Count;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xmpp.Answer;
import io.github.prosodyprobe.xmpp.Answers;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.MadeUp;
import io.github.prosodyprobe.xmpp.Request;
import io.github.prosodyprobe.xmpp.StartTlsOffer;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.UnauthenticatedRequests;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Opens a client's stream in clear text, reads its features, and asks there for legacy
 * authentication, for the registration form, for a login with PLAIN as nobody, and for TLS.
 *
 * <p>A server that answers each request needs one connection. One that ends the stream over a
 * request is asked the remaining ones on a new stream.
 */
public final class StreamProbe implements Probe {

  private final RandomGenerator random;

  /**
   * A probe.
   *
   * @param random draws the name of somebody who does not exist
   */
  public StreamProbe(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "stream";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(
        StreamFacts.STARTTLS,
        StreamFacts.STARTTLS_ANSWER,
        StreamFacts.FEATURES_BEFORE_TLS,
        StreamFacts.LIMIT_MAX_BYTES,
        StreamFacts.LIMIT_IDLE_SECONDS,
        StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS,
        StreamFacts.LEGACY_AUTH_BEFORE_TLS,
        StreamFacts.REGISTRATION_FEATURE_BEFORE_TLS,
        StreamFacts.REGISTRATION_FORM_BEFORE_TLS,
        SaslFacts.BEFORE_TLS,
        SaslFacts.PLAIN_BEFORE_TLS,
        SaslFacts.PLAIN_BEFORE_TLS_CONDITION);
  }

  @Override
  public int connections() {
    return Request.values().length;
  }

  @Override
  public int usualConnections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    MadeUp login = MadeUp.from(random);
    Set<Request> open = wanted(context);
    int connection = 0;
    do {
      connection++;
      open.removeAll(converse(context, findings, login, open, connection));
    } while (!open.isEmpty());
  }

  private static Set<Request> wanted(ProbeContext context) {
    Set<Request> wanted = EnumSet.noneOf(Request.class);
    for (Request request : Request.values()) {
      if (context.wants(fact(request))) {
        wanted.add(request);
      }
    }
    if (context.wants(SaslFacts.PLAIN_BEFORE_TLS_CONDITION)) {
      wanted.add(Request.PLAIN);
    }
    return wanted;
  }

  private static Fact<Text> fact(Request request) {
    return switch (request) {
      case LEGACY_AUTH -> StreamFacts.LEGACY_AUTH_BEFORE_TLS;
      case REGISTRATION_FORM -> StreamFacts.REGISTRATION_FORM_BEFORE_TLS;
      case PLAIN -> SaslFacts.PLAIN_BEFORE_TLS;
      case START_TLS -> StreamFacts.STARTTLS_ANSWER;
    };
  }

  /** Holds one conversation; returns the requests that need no other one. */
  private Set<Request> converse(
      ProbeContext context, Findings findings, MadeUp login, Set<Request> open, int connection)
      throws PeerException, InterruptedException {
    try (XmppStream stream = XmppStream.overClient(context.connect(), context.domain())) {
      stream.open();
      StreamFeatures features = StreamFeatures.of(stream.features());
      String name = connection == 1 ? name() : name() + "-" + connection;
      if (connection == 1) {
        reportFeatures(features, findings, evidence(context, name, stream, ""));
      }
      Set<Request> settled = EnumSet.noneOf(Request.class);
      Set<Request> asked = EnumSet.copyOf(open);
      if (features.startTls() == StartTlsOffer.ABSENT && asked.remove(Request.START_TLS)) {
        settled.add(Request.START_TLS);
        findings.notApplicable(StreamFacts.STARTTLS_ANSWER, "STARTTLS is not offered");
      }
      UnauthenticatedRequests requests =
          new UnauthenticatedRequests(stream, context.domain(), login);
      Answers answers = requests.ask(asked);
      reportGiven(answers, findings, evidence(context, name, stream, requests.xml(asked)));
      if (Thread.currentThread().isInterrupted()) {
        // An interrupt closes the connection, which must not be taken for the peer's doing.
        throw new InterruptedException();
      }
      reportLacking(answers, findings);
      settled.addAll(answers.settled());
      return settled;
    }
  }

  private static Evidence evidence(
      ProbeContext context, String name, XmppStream stream, String sent) {
    return context.evidence(
        name,
        stream.wire().transcript(),
        ByHand.clearText(context, Initiator.CLIENT, context.domain(), sent));
  }

  private static void reportFeatures(
      StreamFeatures features, Findings findings, Evidence evidence) {
    findings.observed(StreamFacts.STARTTLS, FactValue.text(features.startTls().word()), evidence);
    findings.observed(StreamFacts.FEATURES_BEFORE_TLS, FactValue.texts(features.names()), evidence);
    findings.observed(
        StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS,
        FactValue.flag(features.legacyAuth()),
        evidence);
    findings.observed(
        StreamFacts.REGISTRATION_FEATURE_BEFORE_TLS,
        FactValue.flag(features.registration()),
        evidence);
    findings.observed(SaslFacts.BEFORE_TLS, FactValue.texts(features.mechanisms()), evidence);
    reportLimits(features, findings, evidence);
  }

  static void reportLimits(StreamFeatures features, Findings findings, Evidence evidence) {
    reportLimit(StreamFacts.LIMIT_MAX_BYTES, features.maxBytes(), findings, evidence);
    reportLimit(StreamFacts.LIMIT_IDLE_SECONDS, features.idleSeconds(), findings, evidence);
  }

  private static void reportLimit(
      Fact<Count> fact, OptionalLong limit, Findings findings, Evidence evidence) {
    if (limit.isPresent()) {
      findings.observed(fact, FactValue.count(limit.getAsLong()), evidence);
    } else {
      findings.notApplicable(fact, "the stream features announce no such limit");
    }
  }

  private static void reportGiven(Answers answers, Findings findings, Evidence evidence) {
    answers
        .given()
        .forEach(
            (request, answer) -> {
              findings.observed(fact(request), FactValue.text(answer.word()), evidence);
              if (request == Request.PLAIN) {
                reportCondition(answer, findings, evidence);
              }
            });
  }

  private static void reportLacking(Answers answers, Findings findings) {
    answers
        .lacking()
        .forEach(
            (request, reason) -> {
              findings.unobserved(fact(request), reason);
              if (request == Request.PLAIN) {
                findings.unobserved(SaslFacts.PLAIN_BEFORE_TLS_CONDITION, reason);
              }
            });
  }

  private static void reportCondition(Answer answer, Findings findings, Evidence evidence) {
    if (answer.condition().isEmpty()) {
      findings.notApplicable(SaslFacts.PLAIN_BEFORE_TLS_CONDITION, "the login succeeded");
    } else {
      findings.observed(
          SaslFacts.PLAIN_BEFORE_TLS_CONDITION, FactValue.text(answer.condition()), evidence);
    }
  }
}
