package io.github.prosodyprobe.report;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * JSON as this project writes and reads it: printable ASCII only on the way out, bounded on the way
 * in.
 */
final class JsonFormat {

  /** A report of eight endpoints has about 300 KiB; nobody needs one that is larger than this. */
  private static final long DOCUMENT_LENGTH = 64L << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .characterEscapes(new WithDelete())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(DOCUMENT_LENGTH)
                  .maxNestingDepth(20)
                  .maxStringLength(1 << 20)
                  .maxNumberLength(30)
                  .maxNameLength(1_000)
                  .build())
          .build();

  private JsonFormat() {}

  /** Writes a document, two spaces of indent, LF at line ends whatever the system. */
  static String write(Consumer<JsonGenerator> content) {
    return write(new Indented(), content);
  }

  /** Writes a document in one line, LF at its end. */
  static String writeLine(Consumer<JsonGenerator> content) {
    return write(ObjectWriteContext.empty(), content);
  }

  private static String write(ObjectWriteContext layout, Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(layout, text)) {
      content.accept(generator);
    }
    return text.append('\n').toString();
  }

  /** Reads a document. */
  static JsonParser parser(byte[] document) {
    return FACTORY.createParser(ObjectReadContext.empty(), document);
  }

  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
      return printer.withArrayIndenter(indenter);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }

  /** DEL is ASCII and no control character to JSON, but one to a terminal. */
  private static final class WithDelete extends CharacterEscapes {

    private static final int DELETE = 0x7f;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
      codes[DELETE] = CharacterEscapes.ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      throw new IllegalStateException("no character has a custom escape: " + character);
    }
  }
}
