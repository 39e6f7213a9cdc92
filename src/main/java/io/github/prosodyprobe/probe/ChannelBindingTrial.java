package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import io.github.prosodyprobe.xmpp.ChannelBindingAttempt;
import io.github.prosodyprobe.xmpp.ChannelBindingAttempt.Outcome;
import io.github.prosodyprobe.xmpp.MadeUp;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which channel-binding types are tried on one stream, and what the answers say.
 *
 * <p>At most {@value #ATTEMPTS} attempts: what servers do against guessing passwords begins at five
 * failures. Where one type is to be tried, the other attempt is a type that does not exist: some
 * servers take any type, and then the answers mean nothing; and ejabberd refuses a type with the
 * same condition as a name, and other words for people.
 *
 * @param announced the types that the server announces
 * @param mechanism the mechanism to try them with; empty if the server offers none
 * @param types the types that are announced, or implied by the mechanism
 */
record ChannelBindingTrial(List<String> announced, String mechanism, List<String> types) {

  static final int ATTEMPTS = 2;

  private static final Pattern MECHANISM = Pattern.compile("SCRAM-[A-Z0-9-]{1,10}-PLUS");
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9.-]{1,40}");
  private static final String NO_SUCH_TYPE = "prosody-probe-control";

  /** What is known in the end. */
  sealed interface Conclusion {

    /** Every type was tried. */
    record Known(List<String> working, List<String> broken) implements Conclusion {}

    /** It could not be seen. */
    record Unclear(Reason reason) implements Conclusion {}
  }

  /** Plans the attempts for these features. */
  static ChannelBindingTrial of(StreamFeatures features, Version version) {
    List<String> announced =
        features.channelBindings().orElse(List.of()).stream()
            .filter(type -> TYPE.matcher(type).matches())
            .distinct()
            .toList();
    String mechanism =
        features.mechanisms().stream()
            .filter(name -> MECHANISM.matcher(name).matches())
            .findFirst()
            .orElse("");
    boolean implied = announced.isEmpty() && !mechanism.isEmpty();
    return new ChannelBindingTrial(
        announced, mechanism, implied ? List.of(customary(version)) : announced);
  }

  /** The type that a -PLUS mechanism stands for where none is announced (RFC 5802; RFC 9266). */
  private static String customary(Version version) {
    return switch (version) {
      case TLS_1_2 -> "tls-unique";
      case TLS_1_3 -> "tls-exporter";
    };
  }

  /** The attempts, in order; the one that must fail is the last, for it may spoil the stream. */
  List<ChannelBindingAttempt> attempts(MadeUp login) {
    if (mechanism.isEmpty() || types.size() > ATTEMPTS) {
      return List.of();
    }
    List<String> tried = new ArrayList<>(types);
    if (tried.size() < ATTEMPTS) {
      tried.add(NO_SUCH_TYPE);
    }
    return tried.stream().map(type -> new ChannelBindingAttempt(mechanism, type, login)).toList();
  }

  /**
   * The words with which the type that does not exist is refused, if they are words of their own.
   */
  Optional<Untrusted> refusal(List<Outcome> outcomes) {
    return outcomes.size() == 2
            && types.size() == 1
            && outcomes.getFirst() instanceof Outcome.Accepted(Untrusted ofType)
            && outcomes.getLast() instanceof Outcome.Accepted(Untrusted ofControl)
            && !ofType.equals(ofControl)
        ? Optional.of(ofControl)
        : Optional.empty();
  }

  /**
   * Draws the conclusion from the answers to {@link #attempts}, in their order.
   *
   * @param refusals words that are known to refuse a type
   */
  Conclusion conclude(List<Outcome> answers, Set<Untrusted> refusals) {
    List<Outcome> outcomes =
        answers.stream()
            .map(
                outcome ->
                    outcome instanceof Outcome.Accepted(Untrusted words) && refusals.contains(words)
                        ? new Outcome.Refused()
                        : outcome)
            .toList();
    if (types.isEmpty()) {
      return new Conclusion.Known(List.of(), List.of());
    }
    if (mechanism.isEmpty()) {
      return unclear(
          ReasonCode.NEEDS_ACCOUNT, "types are announced, but no SCRAM mechanism to try them with");
    }
    if (types.size() > ATTEMPTS) {
      return unclear(
          ReasonCode.BUDGET_EXCEEDED,
          types.size() + " types are announced and only " + ATTEMPTS + " may be tried");
    }
    if (outcomes.isEmpty()) {
      return unclear(ReasonCode.NOT_PROBED, "no attempt was made");
    }
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Unclear(Reason reason)) {
        return new Conclusion.Unclear(reason);
      }
    }
    boolean controlled = outcomes.size() > types.size();
    if (controlled && outcomes.getLast() instanceof Outcome.Accepted) {
      return unclear(
          ReasonCode.NEEDS_ACCOUNT, "the server takes types that do not exist just as well");
    }
    return known(outcomes);
  }

  private Conclusion known(List<Outcome> outcomes) {
    List<String> working = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (int index = 0; index < types.size(); index++) {
      boolean works = outcomes.get(index) instanceof Outcome.Accepted;
      (works ? working : broken).add(types.get(index));
    }
    return new Conclusion.Known(working, broken);
  }

  private static Conclusion unclear(ReasonCode code, String detail) {
    return new Conclusion.Unclear(Reason.of(code, detail));
  }
}
