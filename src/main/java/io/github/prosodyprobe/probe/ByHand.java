package io.github.prosodyprobe.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.WebSocketUpgrade;
import io.github.prosodyprobe.text.Escaper;
import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.xmpp.ExternalLogin;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.Questions;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.ArrayList;
import java.util.List;

/** Commands with which a person can see by hand what a probe saw. */
final class ByHand {

  private ByHand() {}

  /** A stream in clear text with these elements on it. */
  static String clearText(
      ProbeContext context, Initiator initiator, String domain, String... elements) {
    return typed(initiator, domain, elements) + netcat(context);
  }

  /** A stream in clear text behind a PROXY header. */
  static String behindProxyHeader(ProbeContext context, Initiator initiator, ProxyHeader header) {
    return "("
        + header.byHand()
        + "; "
        + typed(initiator, context.domain())
        + ")"
        + netcat(context);
  }

  /** The first words at a port. */
  static String toPort(ProbeContext context, PortGreeting greeting) {
    return "(" + greeting.byHand() + "; sleep 4)" + netcat(context);
  }

  /** A request in the manner of a probe, whatever certificate is served. */
  static String web(ProbeContext context, AskingManner manner, String target) {
    StringBuilder command = new StringBuilder("curl -isk --connect-to ");
    command.append(quoted("::" + context.endpoint().address()));
    manner
        .headers()
        .forEach(one -> command.append(" -H ").append(quoted(one.name() + ": " + one.value())));
    return command.append(' ').append(quoted(context.webLocation().origin() + target)).toString();
  }

  /** A Binding request. */
  static String stun(ProbeContext context) {
    return "turnutils_stunclient -p "
        + context.address().getPort()
        + " "
        + context.address().getAddress().getHostAddress();
  }

  private static String netcat(ProbeContext context) {
    return " | nc "
        + context.address().getAddress().getHostAddress()
        + " "
        + context.address().getPort();
  }

  /** A stream with nothing on it, in clear text or inside TLS as the listener has it. */
  static String stream(ProbeContext context, Initiator initiator, String domain) {
    return context.endpoint().listener().applicationProtocol().isPresent()
        ? typed(initiator, domain) + " | " + openssl(context) + " -quiet"
        : clearText(context, initiator, domain);
  }

  /** A handshake of direct TLS that offers this application protocol, or none where it is empty. */
  static String directTls(ProbeContext context, String applicationProtocol) {
    return "openssl s_client -connect "
        + context.endpoint().address()
        + " -servername "
        + quoted(context.domain())
        + (applicationProtocol.isEmpty() ? "" : " -alpn " + applicationProtocol)
        + " </dev/null";
  }

  /** A shell inside TLS of this version, where what is typed goes to the server. */
  static String insideTls(ProbeContext context, CompleteHandshake.Version version) {
    return openssl(context)
        + (version == CompleteHandshake.Version.TLS_1_2 ? " -tls1_2" : " -tls1_3")
        + " -showcerts -crlf";
  }

  /** A server's stream inside TLS, without a certificate of its own. */
  static String insideTlsAsServer(ProbeContext context, PeerIdentity peer) {
    return typed(peer.initiator(), context.domain()) + " | " + openssl(context) + " -showcerts";
  }

  /** The same with a certificate that is made for it. */
  static String insideTlsSelfSigned(ProbeContext context, PeerIdentity peer) {
    return "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "
        + quoted("/CN=" + peer.domain())
        + " -addext "
        + quoted("subjectAltName=DNS:" + peer.domain())
        + " -keyout own.key -out own.pem; "
        + insideTlsAsServer(context, peer)
        + " -cert own.pem -key own.key";
  }

  /** The same with a certificate of one's own, and questions behind the login. */
  static String insideTlsIdentified(ProbeContext context, PeerIdentity peer) {
    Initiator initiator = peer.initiator();
    String domain = context.domain();
    return "("
        + typed(initiator, domain, ExternalLogin.bidirectionalXml(peer.domain()))
        + "; "
        + typed(initiator, domain, Questions.xml(peer.domain(), domain))
        + ") | "
        + openssl(context)
        + " -quiet -cert own.pem -key own.key";
  }

  /** A request to turn a connection into a WebSocket. */
  static String webUpgrade(ProbeContext context, WebSocketUpgrade.Request request) {
    StringBuilder command =
        new StringBuilder("curl -isk --http1.1 --max-time 5 --connect-to ")
            .append(quoted("::" + context.endpoint().address()));
    for (String header : upgradeHeaders(request)) {
      command.append(" -H ").append(quoted(header));
    }
    return command + " " + quoted(request.location().toString());
  }

  /** A stream over WebSocket: the upgrade, the first message, and the frame that closes it. */
  static String webSocket(ProbeContext context, WebSocketUpgrade.Request request) {
    StringBuilder head =
        new StringBuilder("GET " + request.location().target() + " HTTP/1.1\r\n")
            .append("Host: " + request.location().origin().authority() + "\r\n");
    upgradeHeaders(request).forEach(header -> head.append(header).append("\r\n"));
    String typed =
        "(printf %b "
            + quoted(escaped(head.append("\r\n").toString()))
            + "; sleep 1; printf %b "
            + quoted(frame(WebSocketStream.opening(context.domain()).replace('\'', '"')))
            + "; sleep 2; printf %b "
            + quoted(octal(0x88) + octal(0x80) + octal(0).repeat(4))
            + ")";
    return request.location().origin().isSecure()
        ? typed + " | " + openssl(context) + " -quiet"
        : typed + netcat(context);
  }

  /** A text message under a mask of zeros, which leaves it readable (RFC 6455, section 5.2). */
  private static String frame(String message) {
    int length = message.getBytes(UTF_8).length;
    String extended =
        length < 126
            ? octal(0x80 | length)
            : octal(0xFE) + octal(length >> 8) + octal(length & 0xFF);
    return octal(0x81) + extended + octal(0).repeat(4) + escaped(message);
  }

  /** One byte for printf %b. */
  private static String octal(int octet) {
    return "\\0%03o".formatted(octet);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }

  private static List<String> upgradeHeaders(WebSocketUpgrade.Request request) {
    List<String> headers =
        new ArrayList<>(
            List.of(
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="));
    if (!request.subprotocol().isEmpty()) {
      headers.add("Sec-WebSocket-Protocol: " + request.subprotocol());
    }
    request.headers().forEach(header -> headers.add(header.name() + ": " + header.value()));
    return headers;
  }

  private static String typed(Initiator initiator, String domain, String... elements) {
    String xml = XmppStream.header(initiator, domain) + String.join("", elements);
    // Double quotes read better in a shell; values are escaped, so that only delimiters change.
    return "(printf %s " + quoted(xml.replace('\'', '"')) + "; sleep 2)";
  }

  /** A request for a BOSH session. */
  static String bosh(ProbeContext context, String domain, List<HttpRequest.Header> headers) {
    String body =
        "<body xmlns=\"http://jabber.org/protocol/httpbind\" rid=\"1\" to=\""
            + domain
            + "\" wait=\"60\" hold=\"1\" ver=\"1.6\" xmpp:version=\"1.0\""
            + " xmlns:xmpp=\"urn:xmpp:xbosh\"/>";
    StringBuilder command =
        new StringBuilder("curl -isk --connect-to ::" + context.endpoint().address());
    command.append(" -H ").append(quoted("Content-Type: text/xml; charset=utf-8"));
    headers.forEach(
        header -> command.append(" -H ").append(quoted(header.name() + ": " + header.value())));
    return command
        .append(" -d ")
        .append(quoted(body))
        .append(' ')
        .append(quoted(context.webLocation().toString()))
        .toString();
  }

  /** A client of TLS, up to where the version or what is typed is to be said. */
  static String openssl(ProbeContext context) {
    return "openssl s_client -connect "
        + context.endpoint().address()
        + " -servername "
        + quoted(context.tlsName())
        + startTls(context)
        + context.endpoint().listener().applicationProtocol().map(" -alpn "::concat).orElse("");
  }

  private static String startTls(ProbeContext context) {
    String host = " -xmpphost " + quoted(context.domain());
    return switch (context.endpoint().listener()) {
      case C2S -> " -starttls xmpp" + host;
      case S2S -> " -starttls xmpp-server" + host;
      default -> "";
    };
  }

  /** One word for a shell, whatever is in it. */
  private static String quoted(String text) {
    return Escaper.SHELL_WORD.escape(text);
  }
}
