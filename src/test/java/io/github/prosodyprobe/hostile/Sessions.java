package io.github.prosodyprobe.hostile;

/** What a well-behaved server says, as the ground from which scripts depart. */
public final class Sessions {

  /** The server's stream header. */
  public static final String HEADER =
      "<?xml version='1.0'?><stream:stream xmlns:stream='http://etherx.jabber.org/streams'"
          + " xmlns='jabber:client' from='example.test' id='s1' version='1.0' xml:lang='en'>";

  /** Features before TLS of a server that wants TLS first. */
  public static final String FEATURES =
      "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
          + "<limits xmlns='urn:xmpp:stream-limits:0'><max-bytes>10000</max-bytes>"
          + "<idle-seconds>840</idle-seconds></limits></stream:features>";

  /** The answer to {@code <starttls/>}. */
  public static final String PROCEED = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

  private Sessions() {}

  /** The error answer to a request. */
  public static String stanzaError(String id, String condition) {
    return "<iq type='error' id='"
        + id
        + "'><error type='cancel'><"
        + condition
        + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>";
  }

  /** A failed login. */
  public static String saslFailure(String condition) {
    return "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><"
        + condition
        + "/><text>no</text></failure>";
  }

  /** The end of a stream by error. */
  public static String streamError(String condition) {
    return "<stream:error><"
        + condition
        + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>";
  }
}
