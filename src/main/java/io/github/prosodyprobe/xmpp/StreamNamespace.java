package io.github.prosodyprobe.xmpp;

/** The content namespace of a stream: who talks to the server (RFC 6120, section 4.8.2). */
public enum StreamNamespace {
  CLIENT("jabber:client"),
  SERVER("jabber:server");

  private final String uri;

  StreamNamespace(String uri) {
    this.uri = uri;
  }

  /** The name of the namespace. */
  public String uri() {
    return uri;
  }
}
