package io.github.prosodyprobe.xml;

import io.github.prosodyprobe.text.Untrusted;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element that a peer sent.
 *
 * @param namespace the namespace, or empty
 * @param name the local name
 * @param attributes the attributes by {@code name}, or by <code>{namespace}name</code> where they
 *     have a prefix; namespace declarations are not among them
 * @param children the child elements in their order
 * @param text the character data directly inside this element
 */
public record Element(
    String namespace,
    String name,
    Map<String, Untrusted> attributes,
    List<Element> children,
    Untrusted text) {

  /** Copies the collections. */
  public Element {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /** The name together with its namespace, as <code>{namespace}name</code>. */
  public String qualifiedName() {
    return qualified(namespace, name);
  }

  /** Whether the element is the one of this name in this namespace. */
  public boolean is(String otherNamespace, String otherName) {
    return name.equals(otherName) && namespace.equals(otherNamespace);
  }

  /** The first child of this name. */
  public Optional<Element> child(String childNamespace, String childName) {
    return children.stream().filter(child -> child.is(childNamespace, childName)).findFirst();
  }

  /** All children of this name, in their order. */
  public List<Element> children(String childNamespace, String childName) {
    return children.stream().filter(child -> child.is(childNamespace, childName)).toList();
  }

  /** The attribute of this name that has no prefix. */
  public Optional<Untrusted> attribute(String attributeName) {
    return Optional.ofNullable(attributes.get(attributeName));
  }

  /** Whether the attribute is there and has exactly this value. */
  public boolean attributeIs(String attributeName, String value) {
    return attribute(attributeName).filter(found -> found.is(value)).isPresent();
  }

  static String qualified(String namespace, String name) {
    return "{" + namespace + "}" + name;
  }
}
