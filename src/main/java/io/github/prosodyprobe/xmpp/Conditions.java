package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.xml.Element;

/** Reads the defined condition out of an error (RFC 6120, sections 4.9.2, 6.5 and 8.3.2). */
final class Conditions {

  private Conditions() {}

  /** The condition in this namespace, or empty. */
  static String of(Element error, String namespace) {
    return error.children().stream()
        .filter(child -> child.namespace().equals(namespace) && !child.name().equals("text"))
        .map(Element::name)
        .findFirst()
        .orElse("");
  }

  /** The condition of the error in a stanza, or empty. */
  static String ofStanza(Element stanza) {
    return stanza.children().stream()
        .filter(child -> child.name().equals("error"))
        .map(error -> of(error, Namespaces.STANZA_ERRORS))
        .findFirst()
        .orElse("");
  }
}
