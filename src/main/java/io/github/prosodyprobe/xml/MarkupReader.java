package io.github.prosodyprobe.xml;

import io.github.prosodyprobe.net.PeerException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads the pieces that XML consists of: tags, names, attribute values, references, CDATA. */
final class MarkupReader {

  /** Characters in a name, prefix included. */
  static final int NAME_LENGTH = 1_000;

  /** Attributes of one element, namespace declarations included. */
  static final int ATTRIBUTES = 200;

  private static final Map<String, Integer> PREDEFINED_ENTITIES =
      Map.of("lt", (int) '<', "gt", (int) '>', "amp", (int) '&', "apos", (int) '\'', "quot", 0x22);

  private static final Set<String> DECLARATION_PARTS = Set.of("version", "encoding", "standalone");

  /** Whether a start tag is an end tag at the same time. */
  enum TagForm {
    OPENING,
    EMPTY
  }

  /** A start tag as it stands there. */
  record StartTag(String name, Map<String, String> attributes, TagForm form) {}

  private final XmlInput input;

  MarkupReader(XmlInput input) {
    this.input = input;
  }

  /** Reads a start tag behind its {@code <}. */
  StartTag startTag() throws PeerException {
    String name = name();
    Map<String, String> attributes = new LinkedHashMap<>();
    while (true) {
      boolean separated = skipSpace();
      switch (input.peek()) {
        case '>' -> {
          input.next();
          return new StartTag(name, attributes, TagForm.OPENING);
        }
        case '/' -> {
          input.next();
          expect(">");
          return new StartTag(name, attributes, TagForm.EMPTY);
        }
        default -> {
          if (!separated) {
            throw XmlFaults.malformed("no space before an attribute of <" + name + ">");
          }
          attribute(attributes);
        }
      }
    }
  }

  private void attribute(Map<String, String> attributes) throws PeerException {
    String name = name();
    skipSpace();
    expect("=");
    skipSpace();
    if (attributes.put(name, attributeValue()) != null) {
      throw XmlFaults.malformed("the attribute " + name + " stands there twice");
    }
    if (attributes.size() > ATTRIBUTES) {
      throw XmlFaults.tooMuch("an element has more than " + ATTRIBUTES + " attributes");
    }
  }

  /** Reads an end tag behind its {@code </}; returns the name. */
  String endTag() throws PeerException {
    String name = name();
    skipSpace();
    expect(">");
    return name;
  }

  private String name() throws PeerException {
    int first = input.next();
    if (!XmlCharacters.isNameStart(first)) {
      throw XmlFaults.malformed("U+%04X where a name should start".formatted(first));
    }
    StringBuilder name = new StringBuilder().appendCodePoint(first);
    for (int length = 1; XmlCharacters.isName(input.peek()); length++) {
      if (length >= NAME_LENGTH) {
        throw XmlFaults.tooMuch("a name is longer than " + NAME_LENGTH + " characters");
      }
      name.appendCodePoint(input.next());
    }
    return name.toString();
  }

  private String attributeValue() throws PeerException {
    int quote = input.next();
    if (quote != '\'' && quote != '"') {
      throw XmlFaults.malformed("an attribute value without quotes");
    }
    StringBuilder value = new StringBuilder();
    for (int c = input.next(); c != quote; c = input.next()) {
      switch (c) {
        case '<' -> throw XmlFaults.malformed("'<' in an attribute value");
        case '&' -> value.appendCodePoint(reference());
        case '\n', '\t' -> value.append(' ');
        default -> value.appendCodePoint(c);
      }
    }
    return value.toString();
  }

  /** Reads a reference behind its {@code &}; returns the character that it stands for. */
  int reference() throws PeerException {
    if (input.peek() == '#') {
      input.next();
      return characterReference();
    }
    String name = name();
    expect(";");
    Integer c = PREDEFINED_ENTITIES.get(name);
    if (c == null) {
      throw XmlFaults.restricted("a reference to the entity '" + name + "'");
    }
    return c;
  }

  private int characterReference() throws PeerException {
    int radix = 10;
    if (input.peek() == 'x') {
      input.next();
      radix = 16;
    }
    int c = 0;
    int digits = 0;
    for (int next = input.next(); next != ';'; next = input.next()) {
      int digit = next < 0x80 ? Character.digit(next, radix) : -1;
      c = c * radix + digit;
      digits++;
      if (digit < 0 || c > Character.MAX_CODE_POINT) {
        throw XmlFaults.malformed("a character reference that is none");
      }
    }
    if (digits == 0 || !XmlCharacters.isAllowed(c)) {
      throw XmlFaults.malformed("a reference to a character that XML does not allow");
    }
    return c;
  }

  /** Reads what follows {@code <!} inside of an element: a CDATA section, or what is forbidden. */
  void characterData(StringBuilder text) throws PeerException {
    if (input.peek() != '[') {
      throw forbiddenDeclaration();
    }
    expect("[CDATA[");
    int closing = 0;
    while (true) {
      int c = input.next();
      if (c == '>' && closing >= 2) {
        text.setLength(text.length() - 2);
        return;
      }
      closing = c == ']' ? closing + 1 : 0;
      text.appendCodePoint(c);
    }
  }

  /** What {@code <!} means where it is no CDATA section. */
  PeerException forbiddenDeclaration() throws PeerException {
    return XmlFaults.restricted(
        input.peek() == '-' ? "a comment" : "a document type declaration or a part of one");
  }

  /** Reads an XML declaration behind its {@code <?} (XML 1.0, section 2.8). */
  void xmlDeclaration() throws PeerException {
    if (!name().equals("xml")) {
      throw XmlFaults.restricted("a processing instruction");
    }
    Map<String, String> parts = new LinkedHashMap<>();
    while (skipSpace() && input.peek() != '?') {
      attribute(parts);
    }
    expect("?>");
    if (!"1.0".equals(parts.get("version")) || !DECLARATION_PARTS.containsAll(parts.keySet())) {
      throw XmlFaults.malformed("an XML declaration for something other than XML 1.0");
    }
    String encoding = parts.getOrDefault("encoding", "UTF-8");
    if (!encoding.equalsIgnoreCase("UTF-8")) {
      throw XmlFaults.malformed("the declared encoding is " + encoding + " and not UTF-8");
    }
  }

  private boolean skipSpace() throws PeerException {
    boolean any = false;
    while (XmlCharacters.isSpace(input.peek())) {
      input.next();
      any = true;
    }
    return any;
  }

  private void expect(String wanted) throws PeerException {
    for (int i = 0; i < wanted.length(); i++) {
      int c = input.next();
      if (c != wanted.charAt(i)) {
        throw XmlFaults.malformed(
            "U+%04X where '%s' should stand".formatted(c, wanted.substring(i)));
      }
    }
  }
}
