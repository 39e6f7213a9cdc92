package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.xml.Element;
import java.util.List;

/**
 * What the Extensible SASL Profile offers (XEP-0388, section 2.1).
 *
 * @param mechanisms SASL mechanisms
 * @param inline namespaces of what can be negotiated together with the login
 * @param fast token mechanisms of FAST (XEP-0484, section 3.1)
 */
public record ExtensibleSasl(List<String> mechanisms, List<String> inline, List<String> fast) {

  private static final String FAST = "urn:xmpp:fast:0";

  /** Copies the lists. */
  public ExtensibleSasl {
    mechanisms = List.copyOf(mechanisms);
    inline = List.copyOf(inline);
    fast = List.copyOf(fast);
  }

  /** Reads the stream feature. */
  public static ExtensibleSasl of(Element authentication) {
    List<Element> inline =
        authentication.children(Namespaces.SASL2, "inline").stream()
            .flatMap(element -> element.children().stream())
            .toList();
    return new ExtensibleSasl(
        mechanisms(authentication, Namespaces.SASL2),
        inline.stream().map(Element::namespace).toList(),
        inline.stream()
            .filter(element -> element.is(FAST, "fast"))
            .flatMap(element -> mechanisms(element, FAST).stream())
            .toList());
  }

  private static List<String> mechanisms(Element parent, String namespace) {
    return parent.children(namespace, "mechanism").stream()
        .map(mechanism -> mechanism.text().raw().strip())
        .toList();
  }
}
