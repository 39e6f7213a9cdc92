package io.github.prosodyprobe.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.xml.Element;
import java.util.Base64;
import java.util.Set;

/**
 * The first message of a SCRAM exchange with channel binding, by somebody who does not exist (RFC
 * 5802, section 7): a server that knows the type goes on to look for the name.
 *
 * @param mechanism a mechanism whose name ends in {@code -PLUS}
 * @param type the channel-binding type
 * @param login who logs in
 */
public record ChannelBindingAttempt(String mechanism, String type, MadeUp login) {

  /** What an answer says about the type. */
  public sealed interface Outcome {

    /**
     * The name was looked at, so the type was taken; unless the server says the same of every
     * failure.
     *
     * @param words what it says to people; may be empty
     */
    record Accepted(Untrusted words) implements Outcome {}

    /** The message was refused for its form. */
    record Refused() implements Outcome {}

    /** Nothing. */
    record Unclear(Reason reason) implements Outcome {}
  }

  private static final Set<String> NAME_LOOKED_AT =
      Set.of("not-authorized", "account-disabled", "credentials-expired");

  /** The element that is sent. */
  public String xml() {
    // The nonce protects nobody here; the name is as random as one.
    String message = "p=" + type + ",,n=" + login.name() + ",r=" + login.name();
    return "<auth xmlns='"
        + Namespaces.SASL
        + "' mechanism='"
        + mechanism
        + "'>"
        + Base64.getEncoder().encodeToString(message.getBytes(UTF_8))
        + "</auth>";
  }

  /** Whether an element is the answer to an attempt. */
  public static boolean isAnswer(Element element) {
    return element.namespace().equals(Namespaces.SASL);
  }

  /** What an answer says. */
  public static Outcome outcome(Element answer) {
    return switch (answer.name()) {
      case "failure" ->
          ofFailure(
              Conditions.of(answer, Namespaces.SASL),
              answer.child(Namespaces.SASL, "text").map(Element::text).orElse(Untrusted.of("")));
      case "challenge" ->
          new Outcome.Unclear(
              Reason.of(
                  ReasonCode.NEEDS_ACCOUNT,
                  "the server challenges names that do not exist; the type shows at the end only"));
      default ->
          new Outcome.Unclear(
              Reason.of(
                  ReasonCode.PROTOCOL_VIOLATION,
                  "a SCRAM message is answered with " + answer.qualifiedName()));
    };
  }

  private static Outcome ofFailure(String condition, Untrusted words) {
    if (NAME_LOOKED_AT.contains(condition)) {
      return new Outcome.Accepted(words);
    }
    return condition.equals("malformed-request")
        ? new Outcome.Refused()
        : new Outcome.Unclear(
            Reason.of(
                ReasonCode.PROTOCOL_VIOLATION,
                "a SCRAM message is answered with the failure '" + condition + "'"));
  }
}
