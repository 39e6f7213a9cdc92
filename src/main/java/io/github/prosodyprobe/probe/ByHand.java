package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.xmpp.StreamNamespace;
import io.github.prosodyprobe.xmpp.XmppStream;

/** Commands with which a person can see by hand what a probe saw. */
final class ByHand {

  private ByHand() {}

  /** A stream in clear text with these elements on it. */
  static String clearText(ProbeContext context, String domain, String... elements) {
    String xml = XmppStream.header(StreamNamespace.CLIENT, domain) + String.join("", elements);
    // Double quotes read better in a shell; values are escaped, so that only delimiters change.
    return "(printf %s "
        + quoted(xml.replace('\'', '"'))
        + "; sleep 2) | nc "
        + context.address().getAddress().getHostAddress()
        + " "
        + context.address().getPort();
  }

  /** A shell inside TLS of this version, where what is typed goes to the server. */
  static String insideTls(ProbeContext context, CompleteHandshake.Version version) {
    boolean direct =
        switch (context.endpoint().listener()) {
          case C2S_DIRECT, S2S_DIRECT -> true;
          case C2S, S2S, DNS -> false;
        };
    return "openssl s_client -connect "
        + context.endpoint().address()
        + " -servername "
        + quoted(context.domain())
        + (direct ? " -alpn xmpp-client" : " -starttls xmpp -xmpphost " + quoted(context.domain()))
        + (version == CompleteHandshake.Version.TLS_1_2 ? " -tls1_2" : " -tls1_3")
        + " -showcerts -crlf";
  }

  /** One word for a shell, whatever is in it. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
