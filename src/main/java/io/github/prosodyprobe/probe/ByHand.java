package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.xmpp.StreamNamespace;
import io.github.prosodyprobe.xmpp.XmppStream;

/** Commands with which a person can see by hand what a probe saw. */
final class ByHand {

  private ByHand() {}

  /** A stream with these elements on it, as the listener's clients begin: in clear text, or not. */
  static String stream(ProbeContext context, String domain, String... elements) {
    String xml = XmppStream.header(StreamNamespace.CLIENT, domain) + String.join("", elements);
    // Double quotes read better in a shell; values are escaped, so that only delimiters change.
    return "(printf %s "
        + quoted(xml.replace('\'', '"'))
        + "; sleep 2) | "
        + (isDirect(context) ? connect(context) + " -quiet" : netcat(context));
  }

  private static String netcat(ProbeContext context) {
    return "nc "
        + context.address().getAddress().getHostAddress()
        + " "
        + context.address().getPort();
  }

  /** A handshake of direct TLS with these further options, and nothing inside. */
  static String directTls(ProbeContext context, String options) {
    return "openssl s_client -connect "
        + context.endpoint().address()
        + " -servername "
        + quoted(context.domain())
        + options
        + " </dev/null";
  }

  /** A shell inside TLS of this version, where what is typed goes to the server. */
  static String insideTls(ProbeContext context, CompleteHandshake.Version version) {
    return connect(context)
        + (version == CompleteHandshake.Version.TLS_1_2 ? " -tls1_2" : " -tls1_3")
        + " -showcerts -crlf";
  }

  private static String connect(ProbeContext context) {
    return "openssl s_client -connect "
        + context.endpoint().address()
        + " -servername "
        + quoted(context.domain())
        + (isDirect(context)
            ? " -alpn xmpp-client"
            : " -starttls xmpp -xmpphost " + quoted(context.domain()));
  }

  private static boolean isDirect(ProbeContext context) {
    return switch (context.endpoint().listener()) {
      case C2S_DIRECT, S2S_DIRECT -> true;
      case C2S, S2S, DNS -> false;
    };
  }

  /** One word for a shell, whatever is in it. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
