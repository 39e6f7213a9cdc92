package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.xml.Element;
import java.util.Optional;
import java.util.Set;

/** Says what the elements mean that answer the requests of somebody who has not logged in. */
final class AnswerReader {

  /** The server looked at the name or the password (RFC 6120, section 6.5). */
  private static final Set<String> EVALUATED =
      Set.of(
          "not-authorized",
          "account-disabled",
          "credentials-expired",
          "temporary-auth-failure",
          "invalid-authzid");

  /** The server did not get that far (RFC 6120, section 6.5); policy-violation is used in fact. */
  private static final Set<String> REFUSED =
      Set.of(
          "encryption-required",
          "invalid-mechanism",
          "mechanism-too-weak",
          "policy-violation",
          "malformed-request");

  private AnswerReader() {}

  /** The meaning of an answer, or empty when it says nothing about what was asked. */
  static Optional<Answer> read(Request request, Element answer) {
    return switch (request) {
      case LEGACY_AUTH -> legacyAuth(answer);
      case REGISTRATION_FORM -> registrationForm(answer);
      case PLAIN -> plain(answer);
      case START_TLS -> Optional.of(startTls(answer));
    };
  }

  private static Optional<Answer> legacyAuth(Element iq) {
    if (iq.attributeIs("type", "error")) {
      String condition = Conditions.ofStanza(iq);
      boolean later = condition.equals("not-acceptable");
      return Optional.of(new Answer(later ? "needs-encryption" : "refused", condition));
    }
    return result(iq, Namespaces.LEGACY_AUTH)
        .filter(query -> !query.children().isEmpty())
        .map(_ -> new Answer("answers", ""));
  }

  /** A query with nothing but instructions and a link sends people elsewhere; it is no form. */
  private static Optional<Answer> registrationForm(Element iq) {
    if (iq.attributeIs("type", "error")) {
      return Optional.of(new Answer("refused", Conditions.ofStanza(iq)));
    }
    return result(iq, Namespaces.REGISTRATION)
        .map(
            query ->
                query.children().stream().anyMatch(AnswerReader::isFormField)
                    ? new Answer("form", "")
                    : new Answer("refused", ""));
  }

  private static boolean isFormField(Element child) {
    boolean field =
        child.namespace().equals(Namespaces.REGISTRATION) && !child.name().equals("instructions");
    return field || child.is(Namespaces.DATA_FORMS, "x");
  }

  private static Optional<Element> result(Element iq, String namespace) {
    return iq.attributeIs("type", "result") ? iq.child(namespace, "query") : Optional.empty();
  }

  private static Optional<Answer> plain(Element sasl) {
    if (sasl.name().equals("success")) {
      return Optional.of(new Answer("evaluated", ""));
    }
    String condition = sasl.name().equals("failure") ? Conditions.of(sasl, Namespaces.SASL) : "";
    if (EVALUATED.contains(condition)) {
      return Optional.of(new Answer("evaluated", condition));
    }
    return REFUSED.contains(condition)
        ? Optional.of(new Answer("refused", condition))
        : Optional.empty();
  }

  private static Answer startTls(Element answer) {
    return switch (answer.name()) {
      case "proceed", "failure" -> new Answer(answer.name(), "");
      default -> new Answer("other", "");
    };
  }
}
