package io.github.prosodyprobe.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.prosodyprobe.net.PeerException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a whole document that came in one piece, such as a BOSH body or a WebSocket message, in the
 * same part of XML and within the same bounds as {@link XmlReader}.
 */
public final class XmlDocument {

  /** XML 1.0, section 2.8. What it says of the encoding is not believed: the bytes are UTF-8. */
  private static final Pattern DECLARATION =
      Pattern.compile("\\A<\\?xml\\s[^<>]{0,200}\\?>", Pattern.DOTALL);

  private XmlDocument() {}

  /**
   * Reads a document.
   *
   * @throws PeerException with {@code restricted-xml}, {@code protocol-violation} or {@code
   *     budget-exceeded}
   */
  public static Element parse(byte[] document) throws PeerException {
    return parse("<a>", document);
  }

  /**
   * Reads a message of RFC 7395, section 3.3, and takes the prefix {@code stream} for what it means
   * elsewhere where it is not declared: Prosody 13 sends {@code <stream:error>} so.
   *
   * @throws PeerException as for any document
   */
  public static Element parseMessage(byte[] message) throws PeerException {
    return parse("<a xmlns:stream='http://etherx.jabber.org/streams'>", message);
  }

  private static Element parse(String outside, byte[] document) throws PeerException {
    // Inside of a root of ours, the document's own root is an item that is read with its text.
    ByteArrayOutputStream wrapped = new ByteArrayOutputStream(document.length + 64);
    wrapped.writeBytes(outside.getBytes(US_ASCII));
    int start = declarationLength(document);
    wrapped.write(document, start, document.length - start);
    wrapped.writeBytes("</a>".getBytes(US_ASCII));
    ArrivedWire wire = new ArrivedWire(wrapped.toByteArray());
    XmlReader reader = new XmlReader(wire);
    reader.root();
    Optional<Element> root = reader.next();
    if (root.isEmpty()) {
      throw XmlFaults.malformed("a document without an element");
    }
    if (reader.next().isPresent() || reader.unread() + wire.unread() > 0) {
      throw XmlFaults.malformed("more than one element in a document");
    }
    return root.get();
  }

  private static int declarationLength(byte[] document) {
    String beginning = new String(document, 0, Math.min(document.length, 256), ISO_8859_1);
    Matcher declaration = DECLARATION.matcher(beginning);
    return declaration.find() ? declaration.end() : 0;
  }
}
