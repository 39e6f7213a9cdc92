package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactState.Observed;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xmpp.ElementExchange;
import io.github.prosodyprobe.xmpp.MadeUp;
import io.github.prosodyprobe.xmpp.RegistrationAttempt;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Finds out whether strangers can register: not where no form is served; else by registering a name
 * that exists, on a stream of its own, if the operator gave one.
 */
final class RegistrationTrial {

  /** The forms that were asked for; that inside TLS counts before the other one. */
  private static final List<Fact<Text>> FORMS =
      List.of(StreamFacts.REGISTRATION_FORM_AFTER_TLS, StreamFacts.REGISTRATION_FORM_BEFORE_TLS);

  private final ProbeContext context;
  private final Findings findings;

  RegistrationTrial(ProbeContext context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  /** Whether only an attempt can tell, and there is a name to make it with. */
  boolean isNeeded() {
    return context.wants(StreamFacts.REGISTRATION) && isServed() && !context.canary().isEmpty();
  }

  private boolean isServed() {
    return FORMS.stream().anyMatch(form -> findings.saw(form, "form"));
  }

  /** Reports what is known without an attempt. */
  void reportWithout() {
    Optional<Reason> obstacle = FORMS.stream().flatMap(form -> obstacle(form).stream()).findFirst();
    if (isServed()) {
      findings.unobserved(
          StreamFacts.REGISTRATION,
          Reason.of(
              ReasonCode.NEEDS_CANARY,
              "a form is served, which servers do even when only invited people may register"));
    } else if (obstacle.isPresent()) {
      findings.unobserved(StreamFacts.REGISTRATION, obstacle.get());
    } else {
      FORMS.stream()
          .flatMap(form -> refusal(form).stream())
          .findFirst()
          .ifPresent(
              refusal ->
                  findings.observed(StreamFacts.REGISTRATION, FactValue.text("closed"), refusal));
    }
  }

  private Optional<Reason> obstacle(Fact<Text> form) {
    return findings.states().get(form) instanceof FactState.Unobserved(Reason reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  private Optional<Evidence> refusal(Fact<Text> form) {
    return findings.states().get(form) instanceof Observed(_, String id)
        ? Optional.of(Objects.requireNonNull(findings.evidence().get(id)))
        : Optional.empty();
  }

  /**
   * Makes the attempt.
   *
   * @param stream one whose features have been read, and on which nothing else is asked
   * @param random draws a password that nobody will ever need
   * @param shown what was said on the stream up to now
   * @throws InterruptedException when the scan is being stopped, which ends the stream too
   */
  void attempt(ElementExchange stream, RandomGenerator random, Supplier<Evidence> shown)
      throws PeerException, InterruptedException {
    try {
      String state =
          new RegistrationAttempt(stream, context.domain())
              .outcome(context.canary(), MadeUp.from(random).name());
      findings.observed(StreamFacts.REGISTRATION, FactValue.text(state), shown.get());
    } catch (PeerException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the scan is being stopped");
      }
      throw e;
    }
  }
}
