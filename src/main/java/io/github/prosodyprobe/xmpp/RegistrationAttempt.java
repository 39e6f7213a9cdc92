package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xml.XmlText;
import java.util.Set;

/**
 * Registers an account that exists already (XEP-0077, section 3.1): a server that is open to
 * strangers gets as far as seeing the conflict. Nothing is created.
 */
public final class RegistrationAttempt {

  /** What a stranger can know; a form that asks for more may refuse us for that alone. */
  private static final Set<String> SIMPLE = Set.of("instructions", "username", "password");

  private final ElementExchange stream;
  private final String domain;

  /** An attempt on a stream whose features have been read. */
  public RegistrationAttempt(ElementExchange stream, String domain) {
    this.stream = stream;
    this.domain = domain;
  }

  /**
   * Asks for the form and sends it with the name.
   *
   * @param existing the name of an account that exists
   * @param password a password that nobody will ever need
   * @return {@code open} or {@code closed}
   * @throws PeerException with {@link ReasonCode#NEEDS_ACTIVE} when the form asks for more than a
   *     name and a password, with {@link ReasonCode#THROTTLED} when the server wants us to wait
   */
  public String outcome(String existing, String password) throws PeerException {
    Element form = ask("get", "<query xmlns='" + Namespaces.REGISTRATION + "'/>");
    if (form.attributeIs("type", "error")) {
      return "closed";
    }
    requireSimple(form);
    Element answer =
        ask(
            "set",
            "<query xmlns='"
                + Namespaces.REGISTRATION
                + "'><username>"
                + XmlText.escaped(existing)
                + "</username><password>"
                + XmlText.escaped(password)
                + "</password></query>");
    if (answer.attributeIs("type", "result")) {
      // The operator said that it exists; it did not, and now it does.
      return "open";
    }
    if (answer.children().stream().anyMatch(child -> child.attributeIs("type", "wait"))) {
      throw PeerException.of(ReasonCode.THROTTLED, "the server wants us to wait with registering");
    }
    return Conditions.ofStanza(answer).equals("conflict") ? "open" : "closed";
  }

  private static void requireSimple(Element form) throws PeerException {
    boolean simple =
        form.child(Namespaces.REGISTRATION, "query").stream()
            .flatMap(query -> query.children().stream())
            .allMatch(RegistrationAttempt::isSimple);
    if (!simple) {
      throw PeerException.of(
          ReasonCode.NEEDS_ACTIVE, "the registration form asks for more than name and password");
    }
  }

  private static boolean isSimple(Element part) {
    return part.is(Namespaces.DATA_FORMS, "x")
        ? part.children(Namespaces.DATA_FORMS, "field").stream()
            .filter(field -> field.child(Namespaces.DATA_FORMS, "required").isPresent())
            .allMatch(field -> SIMPLE.stream().anyMatch(name -> field.attributeIs("var", name)))
        : !part.namespace().equals(Namespaces.REGISTRATION) || SIMPLE.contains(part.name());
  }

  private Element ask(String type, String query) throws PeerException {
    String id = "registration-" + type;
    stream.send(
        "<iq xmlns='jabber:client' type='"
            + type
            + "' id='"
            + id
            + "' to='"
            + XmlText.escaped(domain)
            + "'>"
            + query
            + "</iq>");
    Element answer = stream.next();
    while (!answer.attributeIs("id", id)) {
      answer = stream.next();
    }
    return answer;
  }
}
