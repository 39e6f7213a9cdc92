package io.github.prosodyprobe.xmpp;

/**
 * Who opens a stream, as its header says (RFC 6120, section 4.7.1).
 *
 * @param namespace as what: a client or a server
 * @param from the domain of a server; empty for a client, which has no name before it logs in
 */
public record Initiator(StreamNamespace namespace, String from) {

  /** A client. */
  public static final Initiator CLIENT = new Initiator(StreamNamespace.CLIENT, "");

  /**
   * A server.
   *
   * @param domain what it says it is; never the domain that the stream is opened to, because
   *     servers refuse to talk to themselves
   */
  public static Initiator server(String domain) {
    return new Initiator(StreamNamespace.SERVER, domain);
  }

  /** The ALPN identifier of those who are like it (XEP-0368, section 3). */
  public String applicationProtocol() {
    return switch (namespace) {
      case CLIENT -> "xmpp-client";
      case SERVER -> "xmpp-server";
    };
  }
}
