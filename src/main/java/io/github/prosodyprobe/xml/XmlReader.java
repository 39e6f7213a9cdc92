package io.github.prosodyprobe.xml;

import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.xml.MarkupReader.StartTag;
import io.github.prosodyprobe.xml.MarkupReader.TagForm;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads one document from a wire as it arrives: first the root's start tag, then each of the root's
 * children as soon as its last byte is in. Nothing behind that byte is looked at before the next
 * call.
 *
 * <p>It takes the part of XML 1.0 with namespaces that RFC 6120, section 11 allows, and it is
 * bounded: {@value #DEPTH} levels, {@value MarkupReader#ATTRIBUTES} attributes, names of {@value
 * MarkupReader#NAME_LENGTH} characters, {@value XmlInput#ITEM_BYTES} bytes per child of the root,
 * {@value #ELEMENTS} elements and {@value XmlInput#STREAM_BYTES} bytes in all. No method recurses.
 *
 * <p>Its exceptions have the reasons {@code restricted-xml} for what the RFC forbids, {@code
 * protocol-violation} for what is malformed, {@code budget-exceeded} for what is over a bound,
 * {@code tcp-closed} when the peer closes, and those of the wire.
 */
public final class XmlReader {

  /** Levels of nesting, the root being the first. */
  static final int DEPTH = 100;

  /** Elements in one stream. */
  static final int ELEMENTS = 10_000;

  private final XmlInput input;
  private final MarkupReader markup;
  private final Deque<OpenElement> open = new ArrayDeque<>();
  private int elements;

  /** A reader of all that comes over this wire from now on. */
  public XmlReader(Wire wire) {
    input = new XmlInput(wire);
    markup = new MarkupReader(input);
  }

  /**
   * Reads up to the end of the root's start tag.
   *
   * @return the root without children
   */
  public Element root() throws PeerException {
    // An XML declaration is one only when it is the very first thing.
    boolean first = input.peek() == '<';
    skipToMarkup("in front of the root");
    if (first && input.peek() == '?') {
      input.next();
      markup.xmlDeclaration();
      skipToMarkup("in front of the root");
    }
    if (input.peek() == '!') {
      input.next();
      throw markup.forbiddenDeclaration();
    }
    refuseInstruction();
    StartTag start = markup.startTag();
    Element root = open(start, NamespaceScope.OUTERMOST).element();
    if (start.form() == TagForm.EMPTY) {
      open.pop();
    }
    return root;
  }

  private void refuseInstruction() throws PeerException {
    if (input.peek() == '?') {
      throw XmlFaults.restricted("a processing instruction");
    }
  }

  /** The default namespace that the root declares, or empty. */
  public String defaultNamespace() throws PeerException {
    return open.isEmpty() ? "" : open.getLast().scope.namespaceOf("");
  }

  /**
   * Reads the next child of the root, to its last byte and no further.
   *
   * @return empty when the root ends instead
   */
  public Optional<Element> next() throws PeerException {
    if (open.isEmpty()) {
      return Optional.empty();
    }
    input.startItem();
    skipToMarkup("between the children of the root");
    while (true) {
      Optional<Element> complete = readMarkup();
      if (open.isEmpty()) {
        return Optional.empty();
      }
      if (open.size() == 1) {
        return complete;
      }
      readText(open.element());
    }
  }

  /** Reads what follows a {@code <}; returns the element that it completes. */
  private Optional<Element> readMarkup() throws PeerException {
    refuseInstruction();
    if (input.peek() == '/') {
      input.next();
      return Optional.of(close(markup.endTag()));
    }
    if (input.peek() == '!') {
      input.next();
      if (open.size() == 1) {
        throw markup.forbiddenDeclaration();
      }
      markup.characterData(open.element().text);
      return Optional.empty();
    }
    StartTag start = markup.startTag();
    open(start, open.element().scope);
    return start.form() == TagForm.EMPTY ? Optional.of(close(start.name())) : Optional.empty();
  }

  private OpenElement open(StartTag start, NamespaceScope outer) throws PeerException {
    if (++elements > ELEMENTS) {
      throw XmlFaults.tooMuch("the stream has more than " + ELEMENTS + " elements");
    }
    if (open.size() >= DEPTH) {
      throw XmlFaults.tooMuch("elements are nested more than " + DEPTH + " deep");
    }
    OpenElement element = OpenElement.of(start, outer);
    open.push(element);
    return element;
  }

  private Element close(String tag) throws PeerException {
    OpenElement closed = open.pop();
    if (!closed.tag.equals(tag)) {
      throw XmlFaults.malformed("</" + tag + "> where </" + closed.tag + "> should stand");
    }
    Element element = closed.element();
    if (open.size() > 1) {
      open.element().add(element);
    }
    return element;
  }

  /** Reads character data up to and including the next {@code <}. */
  private void readText(OpenElement into) throws PeerException {
    int brackets = 0;
    for (int c = input.next(); c != '<'; c = input.next()) {
      if (c == '>' && brackets >= 2) {
        throw XmlFaults.malformed("']]>' in character data");
      }
      brackets = c == ']' ? brackets + 1 : 0;
      into.text.appendCodePoint(c == '&' ? markup.reference() : c);
    }
  }

  /** Reads white space up to and including the next {@code <}, with which an item begins. */
  private void skipToMarkup(String where) throws PeerException {
    while (input.peek() != '<') {
      if (!XmlCharacters.isSpace(input.next())) {
        throw XmlFaults.malformed("text " + where);
      }
      input.startItem();
    }
    input.next();
  }

  /** The start tag or child read last, as far as it has come; cut when it is long. */
  public String lastItem() {
    return input.item();
  }

  /** The first bytes of what has arrived, read or not, each byte as one character. */
  public String arrived(int atMost) {
    return input.arrived(atMost);
  }

  /** How many bytes have arrived behind what was returned last. */
  public int unread() {
    return input.unread();
  }
}
