package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import io.github.prosodyprobe.tls.TlsWire;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xmpp.Answers;
import io.github.prosodyprobe.xmpp.ChannelBindingAttempt;
import io.github.prosodyprobe.xmpp.ChannelBindingAttempt.Outcome;
import io.github.prosodyprobe.xmpp.MadeUp;
import io.github.prosodyprobe.xmpp.Request;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.StreamHeader;
import io.github.prosodyprobe.xmpp.UnauthenticatedRequests;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One client's stream inside one TLS version, up to what can be asked without an account. */
final class SecureConversation {

  /** The facts that are learned from attempts to log in; nobody wants them, nobody tries. */
  private static final Set<Fact<?>> BY_ATTEMPT =
      Set.of(
          SaslFacts.BINDINGS_WORKING_TLS12,
          SaslFacts.BINDINGS_WORKING_TLS13,
          SaslFacts.BINDINGS_BROKEN);

  /** Ends of a stream that the peer makes when it does not like what was asked. */
  private static final Set<ReasonCode> ENDS =
      Set.of(ReasonCode.STREAM_ERROR, ReasonCode.TCP_CLOSED, ReasonCode.TCP_RESET);

  /** One for each request that ends a stream, and one for the login behind them. */
  static final int STREAMS = 3;

  /** Whether SCRAM is begun. */
  private enum Login {
    TRIED,
    LEFT_OUT
  }

  private final TlsOpener opener;
  private final ProbeContext context;
  private final Version version;
  private final MadeUp nobody;

  SecureConversation(TlsOpener opener, ProbeContext context, Version version, MadeUp nobody) {
    this.opener = opener;
    this.context = context;
    this.version = version;
    this.nobody = nobody;
  }

  /** One stream, and further ones for what was lost where the server ended it over a request. */
  SecureTalk hold() throws InterruptedException {
    SecureTalk talk = hold(requests(), login());
    for (int stream = 2; stream <= STREAMS && talk instanceof SecureTalk.Held held; stream++) {
      Set<Request> lost = requests();
      lost.removeAll(held.answers().settled());
      Login login = held.loginLost() ? Login.TRIED : Login.LEFT_OUT;
      if (lost.isEmpty() && login == Login.LEFT_OUT) {
        return talk;
      }
      if (hold(lost, login) instanceof SecureTalk.Held later) {
        talk = held.continuedBy(later);
      }
    }
    return talk;
  }

  private SecureTalk hold(Set<Request> requests, Login login) throws InterruptedException {
    try (TlsWire inside = shakeHands()) {
      return converse(inside, requests, login);
    } catch (PeerException e) {
      return e.reason().code() == ReasonCode.TLS_NO_COMMON_VERSION
          ? new SecureTalk.Absent()
          : new SecureTalk.NoSession(e.reason());
    }
  }

  private TlsWire shakeHands() throws PeerException, InterruptedException {
    return CompleteHandshake.over(
        opener.open(context), new Offer(context.domain(), Set.of(version), "xmpp-client"));
  }

  private SecureTalk converse(TlsWire inside, Set<Request> requests, Login login) {
    try (XmppStream stream = XmppStream.overClient(inside, context.domain())) {
      StreamHeader header = stream.open();
      StreamFeatures features = StreamFeatures.of(stream.features());
      ChannelBindingTrial trial = ChannelBindingTrial.of(features, version);
      List<ChannelBindingAttempt> attempts =
          login == Login.TRIED ? trial.attempts(nobody) : List.of();
      if (!attempts.isEmpty()) {
        inside
            .transcript()
            .note(
                "now SCRAM as "
                    + nobody.name()
                    + " with "
                    + attempts.stream()
                        .map(attempt -> "p=" + attempt.type())
                        .collect(Collectors.joining(", then ")));
      }
      Answers answers =
          new UnauthenticatedRequests(stream, context.domain(), nobody)
              .ask(
                  requests,
                  attempts.stream().map(ChannelBindingAttempt::xml).toArray(String[]::new));
      List<Outcome> outcomes = outcomes(stream, attempts.size());
      return new SecureTalk.Held(
          inside.session(),
          header,
          features,
          trial,
          outcomes,
          trial.conclude(outcomes, Set.of()),
          !requests.isEmpty() && isLost(outcomes),
          answers,
          evidence(inside));
    } catch (PeerException e) {
      return new SecureTalk.NoStream(inside.session(), e.reason(), evidence(inside));
    }
  }

  private Login login() {
    return BY_ATTEMPT.stream().anyMatch(context::wants) ? Login.TRIED : Login.LEFT_OUT;
  }

  private static boolean isLost(List<Outcome> outcomes) {
    return !outcomes.isEmpty()
        && outcomes.getFirst() instanceof Outcome.Unclear(Reason reason)
        && ENDS.contains(reason.code());
  }

  private Set<Request> requests() {
    Set<Request> requests = EnumSet.noneOf(Request.class);
    if (context.wants(StreamFacts.LEGACY_AUTH_AFTER_TLS)) {
      requests.add(Request.LEGACY_AUTH);
    }
    if (context.wants(StreamFacts.REGISTRATION_FORM_AFTER_TLS)
        || context.wants(StreamFacts.REGISTRATION)) {
      requests.add(Request.REGISTRATION_FORM);
    }
    return requests;
  }

  private static List<Outcome> outcomes(XmppStream stream, int expected) {
    List<Outcome> outcomes = new ArrayList<>();
    try {
      while (outcomes.size() < expected) {
        Element answer = stream.next();
        if (ChannelBindingAttempt.isAnswer(answer)) {
          outcomes.add(ChannelBindingAttempt.outcome(answer));
        }
      }
    } catch (PeerException e) {
      outcomes.add(new Outcome.Unclear(e.reason()));
    }
    return outcomes;
  }

  private Evidence evidence(Wire wire) {
    String name = version == Version.TLS_1_2 ? "secure-stream-tls12" : "secure-stream-tls13";
    return context.evidence(name, wire.transcript(), ByHand.insideTls(context, version));
  }
}
