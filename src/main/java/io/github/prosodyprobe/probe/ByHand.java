package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.xmpp.StreamNamespace;
import io.github.prosodyprobe.xmpp.XmppStream;

/** Commands with which a person can see by hand what a probe saw. */
final class ByHand {

  private ByHand() {}

  /** A stream in clear text with these elements on it. */
  static String clearText(ProbeContext context, String domain, String... elements) {
    String xml = XmppStream.header(StreamNamespace.CLIENT, domain) + String.join("", elements);
    return "(printf %s "
        + quoted(xml)
        + "; sleep 2) | nc "
        + context.address().getAddress().getHostAddress()
        + " "
        + context.address().getPort();
  }

  /** One word for a shell: values are escaped, so that only delimiters are single quotes. */
  private static String quoted(String xml) {
    return "'" + xml.replace('\'', '"') + "'";
  }
}
