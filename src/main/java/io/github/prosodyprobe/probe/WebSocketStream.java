package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.WebSocket;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xml.XmlText;
import io.github.prosodyprobe.xmpp.ElementExchange;
import io.github.prosodyprobe.xmpp.Namespaces;
import io.github.prosodyprobe.xmpp.StreamErrors;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import java.util.Optional;

/**
 * A client's stream over a WebSocket: {@code <open/>}, one element a message, {@code <close/>} (RFC
 * 7395, section 3). Nothing that the server says is followed, {@code see-other-uri} included.
 */
final class WebSocketStream implements ElementExchange, AutoCloseable {

  private static final String CLOSE = "<close xmlns='" + Namespaces.FRAMING + "'/>";

  private final WebSocket socket;
  private final String domain;
  private boolean open;

  WebSocketStream(WebSocket socket, String domain) {
    this.socket = socket;
    this.domain = domain;
  }

  /** The element that opens a stream. */
  static String opening(String domain) {
    return "<open xmlns='"
        + Namespaces.FRAMING
        + "' to='"
        + XmlText.escaped(domain)
        + "' version='1.0' xml:lang='en'/>";
  }

  /**
   * Opens the stream and reads its features.
   *
   * @throws PeerException with {@link ReasonCode#PROTOCOL_VIOLATION} when something else comes, or
   *     as {@link #next()}
   */
  StreamFeatures open() throws PeerException {
    socket.send(opening(domain));
    open = true;
    Element header = expect(Namespaces.FRAMING, "open");
    if (header.attribute("from").filter(from -> !from.is("") && !from.is(domain)).isPresent()) {
      throw PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION,
          "the stream for " + domain + " is answered as " + header.attribute("from").get());
    }
    return StreamFeatures.of(expect(Namespaces.STREAMS, "features"));
  }

  private Element expect(String namespace, String name) throws PeerException {
    Element element = next();
    if (!element.is(namespace, name)) {
      throw PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION,
          element.qualifiedName() + " came where <" + name + "/> should");
    }
    return element;
  }

  @Override
  public void send(String... elements) throws PeerException {
    for (String element : elements) {
      socket.send(element);
    }
  }

  @Override
  public Element next() throws PeerException {
    Optional<Element> next = socket.receiveElement();
    if (next.isEmpty()) {
      throw PeerException.of(
          ReasonCode.TCP_CLOSED, "the server closed the WebSocket: " + socket.closing());
    }
    Element element = next.get();
    if (element.is(Namespaces.STREAMS, "error")) {
      throw new PeerException(StreamErrors.reason(element));
    }
    if (element.is(Namespaces.FRAMING, "close")) {
      throw PeerException.of(ReasonCode.TCP_CLOSED, "the server closed the stream");
    }
    return element;
  }

  /** Ends the stream where it is open, and the WebSocket. */
  @Override
  public void close() {
    try {
      if (open) {
        open = false;
        socket.send(CLOSE);
      }
    } catch (PeerException _) {
      // It hung up first; what it said before is in the transcript.
    } finally {
      socket.close();
    }
  }
}
