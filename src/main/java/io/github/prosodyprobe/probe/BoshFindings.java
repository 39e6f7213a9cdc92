package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.Count;
import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.http.BoshSession.Answer;
import io.github.prosodyprobe.xmpp.Answers;
import io.github.prosodyprobe.xmpp.Request;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Reports what a BOSH session for the domain shows, under the facts of clear text or of TLS. */
final class BoshFindings {

  /** What a stranger can ask for in a stream, in clear text or inside TLS. */
  private record Questions(
      Fact<Flag> legacyAuthFeature,
      Fact<Text> legacyAuth,
      Fact<Flag> registrationFeature,
      Fact<Text> registrationForm) {

    private static final Questions IN_CLEAR =
        new Questions(
            StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS,
            StreamFacts.LEGACY_AUTH_BEFORE_TLS,
            StreamFacts.REGISTRATION_FEATURE_BEFORE_TLS,
            StreamFacts.REGISTRATION_FORM_BEFORE_TLS);

    private static final Questions INSIDE_TLS =
        new Questions(
            StreamFacts.LEGACY_AUTH_FEATURE_AFTER_TLS,
            StreamFacts.LEGACY_AUTH_AFTER_TLS,
            StreamFacts.REGISTRATION_FEATURE_AFTER_TLS,
            StreamFacts.REGISTRATION_FORM_AFTER_TLS);

    private List<Fact<?>> all() {
      return List.of(legacyAuthFeature, legacyAuth, registrationFeature, registrationForm);
    }
  }

  private static final List<Fact<Count>> GRANTED =
      List.of(
          BoshFacts.WAIT,
          BoshFacts.HOLD,
          BoshFacts.REQUESTS,
          BoshFacts.INACTIVITY,
          BoshFacts.POLLING);

  /** What the probe yields. */
  static final Set<Fact<?>> FACTS = facts();

  private final ProbeContext context;
  private final Findings findings;
  private final Questions questions;

  BoshFindings(ProbeContext context, Findings findings) {
    this.context = context;
    this.findings = findings;
    boolean secure = context.webLocation().origin().isSecure();
    questions = secure ? Questions.INSIDE_TLS : Questions.IN_CLEAR;
    Questions others = secure ? Questions.IN_CLEAR : Questions.INSIDE_TLS;
    String because = secure ? "TLS comes first here" : "there is no TLS here";
    others.all().forEach(fact -> findings.notApplicable(fact, because));
  }

  private static Set<Fact<?>> facts() {
    Set<Fact<?>> facts = new HashSet<>(ofSessions());
    facts.addAll(Questions.IN_CLEAR.all());
    facts.addAll(Questions.INSIDE_TLS.all());
    facts.add(BoshFacts.SESSION);
    facts.add(BoshFacts.STATUS);
    facts.add(BoshFacts.ENCRYPTED);
    facts.add(BoshFacts.MECHANISMS_BEHIND_FORGED_PROTO);
    facts.add(StreamFacts.FOREIGN_DOMAIN);
    return Set.copyOf(facts);
  }

  /** What there is only in a session that was granted, whatever lies beneath. */
  private static Set<Fact<?>> ofSessions() {
    Set<Fact<?>> facts = new HashSet<>(GRANTED);
    facts.add(BoshFacts.VERSION);
    facts.add(BoshFacts.FEATURES);
    facts.add(BoshFacts.MECHANISMS);
    facts.add(BoshFacts.CHANNEL_BINDING);
    facts.add(StreamFacts.REGISTRATION);
    return facts;
  }

  /** What the request for a session was answered with. */
  void welcome(Answer answer, BoshWelcome welcome, Evidence evidence) {
    boolean secure = context.webLocation().origin().isSecure();
    findings.observed(BoshFacts.SESSION, FactValue.text(welcome.word()), evidence);
    findings.observed(BoshFacts.STATUS, FactValue.count(answer.http().status()), evidence);
    findings.observed(BoshFacts.ENCRYPTED, FactValue.flag(secure), evidence);
    switch (welcome) {
      case BoshWelcome.Granted(Answer.Body body) -> granted(body, evidence);
      case BoshWelcome.Declined(_, String because) -> {
        ofSessions().forEach(fact -> findings.notApplicable(fact, because));
        questions.all().forEach(fact -> findings.notApplicable(fact, because));
      }
    }
  }

  private void granted(Answer.Body body, Evidence evidence) {
    for (Fact<Count> fact : GRANTED) {
      String attribute = fact.name().substring(fact.name().indexOf('.') + 1);
      OptionalLong number = body.wholeNumber(attribute);
      if (number.isPresent()) {
        findings.observed(fact, FactValue.count(number.getAsLong()), evidence);
      } else if (body.element().attribute(attribute).isPresent()) {
        findings.unobserved(
            fact,
            Reason.of(
                ReasonCode.PROTOCOL_VIOLATION, "the attribute " + attribute + " is no number"));
      } else {
        findings.notApplicable(fact, "the server does not say");
      }
    }
    body.element()
        .attribute("ver")
        .ifPresentOrElse(
            version -> findings.observed(BoshFacts.VERSION, new FactValue.Text(version), evidence),
            () -> findings.notApplicable(BoshFacts.VERSION, "the server does not say"));
  }

  /** What the session offers. */
  void features(StreamFeatures features, Evidence evidence) {
    boolean binding =
        features.mechanisms().stream().anyMatch(mechanism -> mechanism.endsWith("-PLUS"))
            || features.channelBindings().filter(types -> !types.isEmpty()).isPresent();
    findings.observed(BoshFacts.FEATURES, FactValue.texts(features.names()), evidence);
    findings.observed(BoshFacts.MECHANISMS, FactValue.texts(features.mechanisms()), evidence);
    findings.observed(BoshFacts.CHANNEL_BINDING, FactValue.flag(binding), evidence);
    findings.observed(
        questions.legacyAuthFeature(), FactValue.flag(features.legacyAuth()), evidence);
    findings.observed(
        questions.registrationFeature(), FactValue.flag(features.registration()), evidence);
  }

  /** What somebody wants to know of what can be asked. */
  Set<Request> requests() {
    Set<Request> requests = EnumSet.noneOf(Request.class);
    if (context.wants(questions.legacyAuth())) {
      requests.add(Request.LEGACY_AUTH);
    }
    if (context.wants(questions.registrationForm()) || context.wants(StreamFacts.REGISTRATION)) {
      requests.add(Request.REGISTRATION_FORM);
    }
    return requests;
  }

  /** What was answered. */
  void given(Answers answers, Evidence evidence) {
    answers
        .given()
        .forEach(
            (request, answer) ->
                findings.observed(fact(request), FactValue.text(answer.word()), evidence));
  }

  /** What will not be answered any more. */
  void conclude(Answers answers) {
    answers.lacking().forEach((request, reason) -> findings.unobserved(fact(request), reason));
  }

  private Fact<Text> fact(Request request) {
    return request == Request.LEGACY_AUTH ? questions.legacyAuth() : questions.registrationForm();
  }
}
