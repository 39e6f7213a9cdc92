package io.github.prosodyprobe.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xml.XmlReader;
import io.github.prosodyprobe.xml.XmlText;
import java.util.Arrays;
import java.util.Optional;

/**
 * One XMPP stream that we initiate over a wire: headers, features, top-level elements (RFC 6120,
 * section 4).
 *
 * <p>A stream error of the peer becomes a {@link PeerException} with {@link
 * ReasonCode#STREAM_ERROR} and the condition, wherever it comes. Nothing that it says is followed.
 */
public final class XmppStream implements ElementStream, AutoCloseable {

  /** {@code <starttls/>} as it is sent (RFC 6120, section 5.4.2.1). */
  public static final String START_TLS = "<starttls xmlns='" + Namespaces.TLS + "'/>";

  /** Characters of what is no stream header; a line of a banner. */
  private static final int QUOTED = 80;

  /** Characters of {@code <proceed/>} and what came with it. */
  private static final int QUOTED_BEHIND_PROCEED = 400;

  private final Wire wire;
  private final String domain;
  private final Initiator initiator;
  private final XmlReader reader;
  private Optional<Reason> unusable = Optional.empty();
  private boolean open;

  private XmppStream(Wire wire, Initiator initiator, String domain) {
    this.wire = wire;
    this.initiator = initiator;
    this.domain = domain;
    this.reader = new XmlReader(wire);
  }

  /** A stream as a client opens it; nothing is sent yet. */
  public static XmppStream overClient(Wire wire, String domain) {
    return over(wire, Initiator.CLIENT, domain);
  }

  /** A stream of this initiator to a domain; nothing is sent yet. */
  public static XmppStream over(Wire wire, Initiator initiator, String domain) {
    return new XmppStream(wire, initiator, domain);
  }

  /** The initiator's stream header for this domain. */
  public static String header(Initiator initiator, String domain) {
    return "<?xml version='1.0'?><stream:stream"
        + switch (initiator.namespace()) {
          case CLIENT -> "";
          // Who does not declare the prefix does not know dialback (XEP-0220, section 2.1.1).
          case SERVER ->
              " from='"
                  + XmlText.escaped(initiator.from())
                  + "' xmlns:db='"
                  + Namespaces.DIALBACK
                  + "'";
        }
        + " to='"
        + XmlText.escaped(domain)
        + "' version='1.0' xml:lang='en' xmlns='"
        + initiator.namespace().uri()
        + "' xmlns:stream='"
        + Namespaces.STREAMS
        + "'>";
  }

  /**
   * Sends our header, together with whatever may follow it before the peer has answered, and reads
   * the peer's.
   *
   * @throws PeerException with {@link ReasonCode#NOT_XMPP} when no stream header comes
   */
  public StreamHeader open(String... following) throws PeerException {
    send(header(initiator, domain) + String.join("", following));
    open = true;
    Element root;
    try {
      root = reader.root();
    } catch (PeerException e) {
      show();
      throw isMarkup() ? e : notXmpp();
    }
    show();
    if (!root.is(Namespaces.STREAMS, "stream")) {
      throw notXmpp();
    }
    StreamHeader header = StreamHeader.of(root, reader.defaultNamespace());
    unusable = complaint(header);
    return header;
  }

  /**
   * Why no features can be expected behind a header. It is said only when they are asked for,
   * because a peer that refuses the stream says so behind a header that need not be right.
   */
  private Optional<Reason> complaint(StreamHeader header) {
    String complaint = "";
    if (!header.from().is("") && !header.from().raw().equalsIgnoreCase(domain)) {
      complaint = "the stream for " + domain + " is answered as " + header.from();
    } else if (header.id().is("")) {
      complaint = "the stream header has no id";
    } else if (!header.version().raw().startsWith("1.")) {
      complaint = "the stream header has no version 1.0, so that no features follow";
    } else if (isForOthers(header)) {
      // Prosody's clients' port takes a server's stream for a client's (RFC 6120, section 4.8.2).
      complaint =
          "a stream of "
              + initiator.namespace().uri()
              + " is answered with one of "
              + header.contentNamespace();
    }
    return complaint.isEmpty()
        ? Optional.empty()
        : Optional.of(Reason.of(ReasonCode.PROTOCOL_VIOLATION, complaint));
  }

  private boolean isForOthers(StreamHeader header) {
    return Arrays.stream(StreamNamespace.values())
        .filter(namespace -> namespace != initiator.namespace())
        .anyMatch(namespace -> header.contentNamespace().is(namespace.uri()));
  }

  /**
   * Reads the stream features, which must be the first thing behind the header.
   *
   * @throws PeerException with {@link ReasonCode#PROTOCOL_VIOLATION} when another element comes, or
   *     when the header was for another domain or namespace, or had no id or version
   */
  public Element features() throws PeerException {
    Element first;
    try {
      first = next();
    } catch (PeerException e) {
      boolean explained = e.reason().code() == ReasonCode.STREAM_ERROR || unusable.isEmpty();
      throw explained ? e : new PeerException(unusable.get());
    }
    if (unusable.isPresent()) {
      throw new PeerException(unusable.get());
    }
    if (!first.is(Namespaces.STREAMS, "features")) {
      throw PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION,
          first.qualifiedName() + " came where the stream features should");
    }
    return first;
  }

  /** Sends elements in one write, so that they cost one round trip. */
  @Override
  public void send(String... elements) throws PeerException {
    String xml = String.join("", elements);
    wire.transcript().sent(xml);
    wire.write(xml.getBytes(UTF_8));
  }

  /**
   * Reads the next top-level element.
   *
   * @throws PeerException with {@link ReasonCode#STREAM_ERROR} when it is a stream error, with
   *     {@link ReasonCode#TCP_CLOSED} when the peer closes the stream or the connection
   */
  @Override
  public Element next() throws PeerException {
    Optional<Element> next;
    try {
      next = reader.next();
    } catch (PeerException e) {
      show();
      throw e;
    }
    show();
    if (next.isEmpty()) {
      throw PeerException.of(ReasonCode.TCP_CLOSED, "the peer closed the stream");
    }
    Element element = next.get();
    if (element.is(Namespaces.STREAMS, "error")) {
      throw new PeerException(StreamErrors.reason(element));
    }
    if (element.is(Namespaces.TLS, "proceed")) {
      // The peer now waits for a TLS handshake: a polite </stream:stream> would be garbage.
      open = false;
    }
    return element;
  }

  /**
   * Asks for TLS and reads the answer; afterwards the wire is ready for a handshake.
   *
   * @throws PeerException as {@link #expectProceed()}
   */
  public void startTls() throws PeerException {
    send(START_TLS);
    expectProceed();
  }

  /**
   * Reads the answer to {@code <starttls/>}.
   *
   * @throws PeerException with {@link ReasonCode#STARTTLS_REFUSED} when it is not {@code
   *     <proceed/>}, with {@link ReasonCode#PROTOCOL_VIOLATION} when clear text came behind it,
   *     which nobody must take for a part of the protected stream
   */
  public void expectProceed() throws PeerException {
    Element answer = next();
    if (!answer.is(Namespaces.TLS, "proceed")) {
      throw PeerException.of(
          ReasonCode.STARTTLS_REFUSED, "<starttls/> was answered with " + answer.qualifiedName());
    }
    if (reader.unread() > 0) {
      String detail = reader.unread() + " bytes of clear text came behind <proceed/>";
      wire.transcript().note(detail + ": " + reader.arrived(QUOTED_BEHIND_PROCEED));
      throw PeerException.of(ReasonCode.PROTOCOL_VIOLATION, detail);
    }
  }

  /**
   * The stream that takes the place of this one behind a login (RFC 6120, section 6.4.6); nothing
   * is sent yet. This one must not be used any more, and need not be closed.
   *
   * @throws PeerException with {@link ReasonCode#PROTOCOL_VIOLATION} when something came behind
   *     {@code <success/>}: it can be no part of the stream that we have not opened yet
   */
  public XmppStream restarted() throws PeerException {
    if (reader.unread() > 0) {
      throw PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION, reader.unread() + " bytes came behind <success/>");
    }
    open = false;
    return new XmppStream(wire, initiator, domain);
  }

  /** The wire underneath. */
  public Wire wire() {
    return wire;
  }

  /** Shows what was read last, complete or not. */
  private void show() {
    if (!reader.lastItem().isEmpty()) {
      wire.transcript().received(reader.lastItem());
    }
  }

  /** Whether what arrived can be XML at all, or nothing arrived. */
  private boolean isMarkup() {
    String arrived = reader.arrived(1);
    return arrived.isEmpty() || arrived.equals("<");
  }

  private PeerException notXmpp() {
    return PeerException.of(
        ReasonCode.NOT_XMPP, "the peer answered with: " + reader.arrived(QUOTED));
  }

  /** Ends the stream properly where it is open, and closes the wire. */
  @Override
  public void close() {
    if (open) {
      open = false;
      try {
        send("</stream:stream>");
      } catch (PeerException _) {
        wire.transcript().note("the peer was gone before we said goodbye");
      }
    }
    wire.close();
  }
}
