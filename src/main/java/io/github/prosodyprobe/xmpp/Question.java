package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xml.XmlText;
import java.util.Optional;

/** A question that a server answers to whoever may send it stanzas; in the order of asking. */
public enum Question {
  /** What it is and supports (XEP-0030, section 3.1). */
  INFO(Namespaces.DISCO_INFO),
  /** Which software it is (XEP-0092, section 2). */
  VERSION(Namespaces.VERSION),
  /** What belongs to it (XEP-0030, section 4.1); the last, as it may be long. */
  ITEMS(Namespaces.DISCO_ITEMS);

  private final String namespace;

  Question(String namespace) {
    this.namespace = namespace;
  }

  /** As a server asks it for itself. */
  String xml(String from, String to) {
    return "<iq type='get' id='"
        + name()
        + "' from='"
        + XmlText.escaped(from)
        + "' to='"
        + XmlText.escaped(to)
        + "'><query xmlns='"
        + namespace
        + "'/></iq>";
  }

  boolean isAnsweredBy(Element element) {
    return element.name().equals("iq")
        && element.attributeIs("id", name())
        && (element.attributeIs("type", "result") || element.attributeIs("type", "error"));
  }

  Optional<Element> answer(Element iq) {
    return iq.attributeIs("type", "result") ? iq.child(namespace, "query") : Optional.empty();
  }
}
