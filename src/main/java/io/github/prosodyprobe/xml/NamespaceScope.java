package io.github.prosodyprobe.xml;

import io.github.prosodyprobe.net.PeerException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the prefixes mean inside one element (Namespaces in XML 1.0, section 6).
 *
 * <p>A chain as long as the element is deep, so that neither declaring nor looking up is dear
 * however many prefixes a peer declares.
 */
final class NamespaceScope {

  private static final String XML = "http://www.w3.org/XML/1998/namespace";
  private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

  /** The scope outside of the root: only {@code xml} is bound, and no prefix means no namespace. */
  static final NamespaceScope OUTERMOST = new NamespaceScope(null, Map.of("xml", XML, "", ""));

  private final @Nullable NamespaceScope outer;
  private final Map<String, String> declared;

  private NamespaceScope(@Nullable NamespaceScope outer, Map<String, String> declared) {
    this.outer = outer;
    this.declared = declared;
  }

  /** The scope inside an element with these attributes. */
  NamespaceScope inside(Map<String, String> attributes) throws PeerException {
    Map<String, String> declarations = new HashMap<>();
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      if (isDeclaration(attribute.getKey())) {
        String name = attribute.getKey();
        String prefix = name.equals("xmlns") ? "" : name.substring("xmlns:".length());
        check(prefix, attribute.getValue());
        declarations.put(prefix, attribute.getValue());
      }
    }
    return declarations.isEmpty() ? this : new NamespaceScope(this, declarations);
  }

  /** Whether an attribute of this name declares a namespace. */
  static boolean isDeclaration(String attributeName) {
    return attributeName.equals("xmlns") || attributeName.startsWith("xmlns:");
  }

  private static void check(String prefix, String namespace) throws PeerException {
    boolean reserved = prefix.equals("xmlns") || namespace.equals(XMLNS);
    boolean misplaced = prefix.equals("xml") != namespace.equals(XML);
    boolean undeclared = !prefix.isEmpty() && namespace.isEmpty();
    if (reserved || misplaced || undeclared) {
      throw XmlFaults.malformed("the prefix '" + prefix + "' is bound to '" + namespace + "'");
    }
  }

  /** The namespace that a prefix stands for; the empty prefix stands for the default one. */
  String namespaceOf(String prefix) throws PeerException {
    for (NamespaceScope scope = this; scope != null; scope = scope.outer) {
      String namespace = scope.declared.get(prefix);
      if (namespace != null) {
        return namespace;
      }
    }
    throw XmlFaults.malformed("the prefix '" + prefix + "' is not bound to a namespace");
  }
}
