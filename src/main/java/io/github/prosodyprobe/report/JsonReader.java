package io.github.prosodyprobe.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/**
 * Walks a JSON document and says line and column of everything that is not as it should be. Each
 * method reads the value whose first token is the current one and stays on its last token.
 */
final class JsonReader {

  /** Ends the walk; never leaves this package. */
  static final class Misfit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    private Misfit(String message, TokenStreamLocation where) {
      super(message);
      this.line = Math.max(0, where.getLineNr());
      this.column = Math.max(0, where.getColumnNr());
    }

    UnreadableReportException toChecked() {
      return new UnreadableReportException(line, column, String.valueOf(getMessage()));
    }
  }

  private final JsonParser parser;

  JsonReader(byte[] document) {
    this.parser = JsonFormat.parser(document);
  }

  /** Reads the whole document, which is one object. */
  void document(Consumer<String> member) {
    try {
      advance();
      object(member);
      if (parser.nextToken() != null) {
        throw misfit("the document goes on after its end");
      }
    } catch (JacksonException e) {
      TokenStreamLocation where = e.getLocation();
      throw new Misfit(
          "cannot be read: " + e.getOriginalMessage(),
          where == null ? parser.currentLocation() : where);
    }
  }

  /** Reads an object; the consumer gets each name and reads or skips its value. */
  void object(Consumer<String> member) {
    expect(JsonToken.START_OBJECT, "an object");
    while (advance() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      advance();
      member.accept(name);
    }
  }

  <T> List<T> list(Supplier<T> element) {
    expect(JsonToken.START_ARRAY, "an array");
    List<T> elements = new ArrayList<>();
    while (advance() != JsonToken.END_ARRAY) {
      elements.add(element.get());
    }
    return elements;
  }

  String text() {
    expect(JsonToken.VALUE_STRING, "a text");
    return parser.getString();
  }

  /** Whether the value is a text; a null is none. */
  boolean isText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean truth() {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw misfit("true or false is expected here");
    };
  }

  long number() {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return parser.getLongValue();
  }

  Instant time() {
    try {
      return Instant.parse(text());
    } catch (DateTimeException _) {
      throw misfit("a time such as 2026-11-21T08:00:00Z is expected here");
    }
  }

  /** Adds the members of an object that are texts; of a null there are none. */
  void texts(Map<String, String> members) {
    if (isNull()) {
      return;
    }
    object(
        name -> {
          if (isText()) {
            members.put(name, text());
          } else {
            skip();
          }
        });
  }

  void skip() {
    parser.skipChildren();
  }

  Misfit misfit(String message) {
    return new Misfit(message, parser.currentTokenLocation());
  }

  private JsonToken advance() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw misfit("the document ends too early");
    }
    return token;
  }

  private void expect(JsonToken wanted, String words) {
    if (parser.currentToken() != wanted) {
      throw misfit(words + " is expected here");
    }
  }
}
