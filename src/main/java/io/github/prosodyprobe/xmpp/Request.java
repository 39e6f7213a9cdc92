package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xml.XmlText;

/** A request that a server may answer although nobody has logged in; in the order of asking. */
public enum Request {
  /** For the fields of legacy authentication (XEP-0078, section 3.1). */
  LEGACY_AUTH("refused"),
  /** For the registration form (XEP-0077, section 3.1). */
  REGISTRATION_FORM("refused"),
  /** A login with PLAIN as somebody who does not exist (RFC 4616). */
  PLAIN("refused"),
  /** For TLS (RFC 6120, section 5.4.2.1); the last, as nothing but TLS may follow. */
  START_TLS("stream-error");

  private final String wordOfStreamError;

  Request(String wordOfStreamError) {
    this.wordOfStreamError = wordOfStreamError;
  }

  /** What it means when the answer is a stream error. */
  String wordOfStreamError() {
    return wordOfStreamError;
  }

  /** The element that is sent. */
  String xml(String domain, MadeUp login) {
    return switch (this) {
      case LEGACY_AUTH -> query(domain, Namespaces.LEGACY_AUTH);
      case REGISTRATION_FORM -> query(domain, Namespaces.REGISTRATION);
      case PLAIN ->
          "<auth xmlns='"
              + Namespaces.SASL
              + "' mechanism='PLAIN'>"
              + login.plainMessage()
              + "</auth>";
      case START_TLS -> XmppStream.START_TLS;
    };
  }

  private String query(String domain, String namespace) {
    return "<iq xmlns='jabber:client' type='get' id='"
        + name()
        + "' to='"
        + XmlText.escaped(domain)
        + "'><query xmlns='"
        + namespace
        + "'/></iq>";
  }

  /** Whether the element is an answer to this request. */
  boolean isAnsweredBy(Element element) {
    return switch (this) {
      case LEGACY_AUTH, REGISTRATION_FORM ->
          element.name().equals("iq") && element.attributeIs("id", name());
      case PLAIN -> element.namespace().equals(Namespaces.SASL);
      case START_TLS -> element.namespace().equals(Namespaces.TLS);
    };
  }
}
