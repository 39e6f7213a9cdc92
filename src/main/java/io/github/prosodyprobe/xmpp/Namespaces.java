package io.github.prosodyprobe.xmpp;

/** Names of namespaces on an XMPP stream, as the documents that define them write them. */
public final class Namespaces {

  /** Stream headers, features and errors (RFC 6120, section 4). */
  public static final String STREAMS = "http://etherx.jabber.org/streams";

  /** The opening and closing of streams over WebSocket (RFC 7395, section 3.3). */
  public static final String FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";

  /** The streams of external components (XEP-0114, section 3). */
  public static final String COMPONENT = "jabber:component:accept";

  /** Conditions of stream errors (RFC 6120, section 4.9). */
  public static final String STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams";

  /** Conditions of stanza errors (RFC 6120, section 8.3). */
  public static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";

  /** STARTTLS (RFC 6120, section 5). */
  public static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";

  /** SASL (RFC 6120, section 6). */
  public static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";

  /** The Extensible SASL Profile (XEP-0388). */
  public static final String SASL2 = "urn:xmpp:sasl:2";

  /** Channel-binding types (XEP-0440). */
  public static final String CHANNEL_BINDING = "urn:xmpp:sasl-cb:0";

  /** Stream limits (XEP-0478). */
  public static final String STREAM_LIMITS = "urn:xmpp:stream-limits:0";

  /** The stream feature of legacy authentication (XEP-0078, section 4). */
  public static final String LEGACY_AUTH_FEATURE = "http://jabber.org/features/iq-auth";

  /** Legacy authentication (XEP-0078). */
  public static final String LEGACY_AUTH = "jabber:iq:auth";

  /** The stream feature of in-band registration (XEP-0077, section 8). */
  public static final String REGISTRATION_FEATURE = "http://jabber.org/features/iq-register";

  /** In-band registration (XEP-0077). */
  public static final String REGISTRATION = "jabber:iq:register";

  /** Data forms (XEP-0004). */
  public static final String DATA_FORMS = "jabber:x:data";

  /** The stream feature of dialback (XEP-0220, section 2.1.1). */
  public static final String DIALBACK_FEATURE = "urn:xmpp:features:dialback";

  /** Dialback (XEP-0220). */
  public static final String DIALBACK = "jabber:server:dialback";

  /** The stream feature of bidirectional streams between servers (XEP-0288, section 2.1). */
  public static final String BIDI_FEATURE = "urn:xmpp:features:bidi";

  /** Asking for bidirectional streams between servers (XEP-0288, section 2.2). */
  public static final String BIDI = "urn:xmpp:bidi";

  /** What an entity is and supports (XEP-0030, section 3). */
  public static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";

  /** Which entities belong to another (XEP-0030, section 4). */
  public static final String DISCO_ITEMS = "http://jabber.org/protocol/disco#items";

  /** Software version (XEP-0092). */
  public static final String VERSION = "jabber:iq:version";

  private Namespaces() {}
}
