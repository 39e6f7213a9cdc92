package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.WebSocketFacts;
import io.github.prosodyprobe.http.WebSocketUpgrade;
import io.github.prosodyprobe.http.WebSocketUpgrade.Outcome;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xmpp.Answers;
import io.github.prosodyprobe.xmpp.MadeUp;
import io.github.prosodyprobe.xmpp.Request;
import io.github.prosodyprobe.xmpp.UnauthenticatedRequests;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Asks for an upgrade to WebSocket with the subprotocol xmpp, opens a client's stream inside, reads
 * its features, and asks there for legacy authentication and the registration form.
 *
 * <p>A server that ends the stream over the first question is asked the second on a new one. Where
 * the form is served, a name that exists is registered on a further one.
 */
public final class WebSocketProbe implements Probe {

  private static final Set<Request> QUESTIONS =
      Set.of(Request.LEGACY_AUTH, Request.REGISTRATION_FORM);

  /** The facts about what may be done on a stream, for a listener with TLS beneath or without. */
  private record QuestionFacts(
      Fact<Flag> legacyAuthFeature,
      Fact<Flag> registrationFeature,
      Fact<Text> legacyAuth,
      Fact<Text> registrationForm) {

    static final QuestionFacts CLEAR =
        new QuestionFacts(
            StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS,
            StreamFacts.REGISTRATION_FEATURE_BEFORE_TLS,
            StreamFacts.LEGACY_AUTH_BEFORE_TLS,
            StreamFacts.REGISTRATION_FORM_BEFORE_TLS);

    static final QuestionFacts SECURE =
        new QuestionFacts(
            StreamFacts.LEGACY_AUTH_FEATURE_AFTER_TLS,
            StreamFacts.REGISTRATION_FEATURE_AFTER_TLS,
            StreamFacts.LEGACY_AUTH_AFTER_TLS,
            StreamFacts.REGISTRATION_FORM_AFTER_TLS);

    Set<Fact<?>> all() {
      return Set.of(legacyAuthFeature, registrationFeature, legacyAuth, registrationForm);
    }

    Fact<Text> of(Request request) {
      return switch (request) {
        case LEGACY_AUTH -> legacyAuth;
        case REGISTRATION_FORM -> registrationForm;
        case PLAIN, START_TLS ->
            throw new IllegalArgumentException(request + " is not asked over WebSocket");
      };
    }
  }

  private final RandomGenerator random;

  /**
   * A probe.
   *
   * @param random draws the name of somebody who does not exist
   */
  public WebSocketProbe(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "websocket";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(
        WebSocketFacts.ENCRYPTED,
        WebSocketFacts.SUBPROTOCOL,
        WebSocketFacts.STREAM,
        WebSocketFacts.FEATURES,
        WebSocketFacts.MECHANISMS,
        WebSocketFacts.CHANNEL_BINDING,
        StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS,
        StreamFacts.LEGACY_AUTH_FEATURE_AFTER_TLS,
        StreamFacts.LEGACY_AUTH_BEFORE_TLS,
        StreamFacts.LEGACY_AUTH_AFTER_TLS,
        StreamFacts.REGISTRATION_FEATURE_BEFORE_TLS,
        StreamFacts.REGISTRATION_FEATURE_AFTER_TLS,
        StreamFacts.REGISTRATION_FORM_BEFORE_TLS,
        StreamFacts.REGISTRATION_FORM_AFTER_TLS,
        StreamFacts.REGISTRATION);
  }

  /** One for each question, and one to register. */
  @Override
  public int connections() {
    return QUESTIONS.size() + 1;
  }

  @Override
  public int usualConnections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    boolean secure = context.webLocation().origin().isSecure();
    QuestionFacts facts = secure ? QuestionFacts.SECURE : QuestionFacts.CLEAR;
    QuestionFacts others = secure ? QuestionFacts.CLEAR : QuestionFacts.SECURE;
    String because = secure ? "the WebSocket is inside TLS" : "the WebSocket is in clear text";
    others.all().forEach(fact -> findings.notApplicable(fact, because));
    Set<Request> open;
    try (WebSocketVisit visit = WebSocketVisit.to(context, WebSocketUpgrade.XMPP)) {
      WebSocketOpening opening = visit.open();
      report(opening, visit, secure, findings);
      open = ask(opening, visit, facts, context, findings);
    }
    if (!open.isEmpty()) {
      askAgain(open, facts, context, findings);
    }
    tryToRegister(context, findings);
  }

  private void report(
      WebSocketOpening opening, WebSocketVisit visit, boolean secure, Findings findings) {
    Evidence evidence = visit.evidence(name());
    findings.observed(WebSocketFacts.ENCRYPTED, FactValue.flag(secure), evidence);
    findings.observed(WebSocketFacts.STREAM, FactValue.text(opening.word()), evidence);
    WebSocketFindings shown = new WebSocketFindings(findings, evidence, opening);
    switch (visit.outcome()) {
      case Outcome.Declined _ -> shown.withoutFeatures(WebSocketFacts.SUBPROTOCOL);
      case Outcome.Switched switched ->
          findings.observed(
              WebSocketFacts.SUBPROTOCOL,
              FactValue.text(switched.subprotocol().isEmpty() ? "none" : "chosen"),
              evidence);
    }
    shown.ofFeatures(WebSocketFacts.FEATURES, features -> FactValue.texts(features.names()));
    shown.mechanisms(WebSocketFacts.MECHANISMS);
    shown.channelBinding(secure);
  }

  /** Asks on the stream, if there is one; returns the questions that another one is needed for. */
  private Set<Request> ask(
      WebSocketOpening opening,
      WebSocketVisit visit,
      QuestionFacts facts,
      ProbeContext context,
      Findings findings)
      throws InterruptedException {
    WebSocketFindings shown = new WebSocketFindings(findings, visit.evidence(name()), opening);
    shown.ofFeatures(facts.legacyAuthFeature(), features -> FactValue.flag(features.legacyAuth()));
    shown.ofFeatures(
        facts.registrationFeature(), features -> FactValue.flag(features.registration()));
    if (!(opening instanceof WebSocketOpening.Offered)) {
      QUESTIONS.forEach(request -> shown.withoutFeatures(facts.of(request)));
      shown.withoutFeatures(StreamFacts.REGISTRATION);
      return Set.of();
    }
    return ask(QUESTIONS, name(), visit, facts, context, findings);
  }

  private Set<Request> ask(
      Collection<Request> questions,
      String name,
      WebSocketVisit visit,
      QuestionFacts facts,
      ProbeContext context,
      Findings findings)
      throws InterruptedException {
    Answers answers =
        new UnauthenticatedRequests(visit.stream(), context.domain(), MadeUp.from(random))
            .ask(questions);
    if (Thread.currentThread().isInterrupted()) {
      // An interrupt closes the connection, which must not be taken for the peer's doing.
      throw new InterruptedException();
    }
    Evidence evidence = visit.evidence(name);
    answers
        .given()
        .forEach(
            (request, answer) ->
                findings.observed(facts.of(request), FactValue.text(answer.word()), evidence));
    answers.lacking().forEach((request, reason) -> findings.unobserved(facts.of(request), reason));
    Set<Request> open = EnumSet.copyOf(questions);
    open.removeAll(answers.settled());
    return open;
  }

  /** Asks the rest on a new stream. If there is none, that says nothing against the first one. */
  private void askAgain(
      Set<Request> open, QuestionFacts facts, ProbeContext context, Findings findings)
      throws InterruptedException {
    try (WebSocketVisit visit = WebSocketVisit.to(context, WebSocketUpgrade.XMPP)) {
      String name = name() + "-2";
      WebSocketOpening opening = visit.open();
      if (opening instanceof WebSocketOpening.Offered) {
        ask(open, name, visit, facts, context, findings);
      } else {
        WebSocketFindings shown = new WebSocketFindings(findings, visit.evidence(name), opening);
        open.forEach(request -> shown.withoutFeatures(facts.of(request)));
      }
    } catch (PeerException e) {
      open.forEach(request -> findings.unobserved(facts.of(request), e.reason()));
    }
  }

  private void tryToRegister(ProbeContext context, Findings findings) throws InterruptedException {
    RegistrationTrial trial = new RegistrationTrial(context, findings);
    if (!trial.isNeeded()) {
      trial.reportWithout();
      return;
    }
    try (WebSocketVisit visit = WebSocketVisit.to(context, WebSocketUpgrade.XMPP)) {
      String name = name() + "-registration";
      WebSocketOpening opening = visit.open();
      if (opening instanceof WebSocketOpening.Offered) {
        trial.attempt(visit.stream(), random, () -> visit.evidence(name));
      } else {
        new WebSocketFindings(findings, visit.evidence(name), opening)
            .withoutFeatures(StreamFacts.REGISTRATION);
      }
    } catch (PeerException e) {
      findings.unobserved(StreamFacts.REGISTRATION, e.reason());
    }
  }
}
