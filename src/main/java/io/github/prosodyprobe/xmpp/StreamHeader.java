package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.xml.Element;

/**
 * What the peer said in its stream header (RFC 6120, section 4.7); absent attributes are empty.
 *
 * @param from the domain that the peer says it is
 * @param id the stream's id
 * @param version the version of XMPP
 * @param contentNamespace the default namespace, such as {@code jabber:client}
 */
public record StreamHeader(
    Untrusted from, Untrusted id, Untrusted version, Untrusted contentNamespace) {

  private static final Untrusted ABSENT = Untrusted.of("");

  static StreamHeader of(Element root, String contentNamespace) {
    return new StreamHeader(
        root.attribute("from").orElse(ABSENT),
        root.attribute("id").orElse(ABSENT),
        root.attribute("version").orElse(ABSENT),
        Untrusted.of(contentNamespace));
  }
}
