package io.github.prosodyprobe.xml;

import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An element whose end tag has not come yet. */
final class OpenElement {

  /** The name as it stands in the tag, which the end tag must repeat. */
  final String tag;

  final NamespaceScope scope;
  final StringBuilder text = new StringBuilder();
  private final String namespace;
  private final String name;
  private final Map<String, Untrusted> attributes;
  private final List<Element> children = new ArrayList<>(0);

  private OpenElement(
      String tag,
      NamespaceScope scope,
      String namespace,
      String name,
      Map<String, Untrusted> attributes) {
    this.tag = tag;
    this.scope = scope;
    this.namespace = namespace;
    this.name = name;
    this.attributes = attributes;
  }

  /** Gives the names of a start tag their namespaces. */
  static OpenElement of(MarkupReader.StartTag start, NamespaceScope outer) throws PeerException {
    NamespaceScope scope = outer.inside(start.attributes());
    Map<String, Untrusted> attributes = new HashMap<>();
    for (Map.Entry<String, String> attribute : start.attributes().entrySet()) {
      String tag = attribute.getKey();
      if (NamespaceScope.isDeclaration(tag)) {
        continue;
      }
      String prefix = prefix(tag);
      String key =
          prefix.isEmpty() ? tag : Element.qualified(scope.namespaceOf(prefix), localName(tag));
      if (attributes.put(key, Untrusted.of(attribute.getValue())) != null) {
        throw XmlFaults.malformed("the attribute " + key + " stands there twice");
      }
    }
    String namespace = scope.namespaceOf(prefix(start.name()));
    return new OpenElement(
        start.name(), scope, namespace, localName(start.name()), Map.copyOf(attributes));
  }

  void add(Element child) {
    children.add(child);
  }

  /** The element as it is so far. */
  Element element() {
    return new Element(namespace, name, attributes, children, Untrusted.of(text.toString()));
  }

  private static String prefix(String tag) throws PeerException {
    int colon = tag.indexOf(':');
    if (colon == 0 || colon == tag.length() - 1 || colon != tag.lastIndexOf(':')) {
      throw XmlFaults.malformed("the name " + tag + " has a colon in the wrong place");
    }
    return colon < 0 ? "" : tag.substring(0, colon);
  }

  private static String localName(String tag) {
    return tag.substring(tag.indexOf(':') + 1);
  }
}
