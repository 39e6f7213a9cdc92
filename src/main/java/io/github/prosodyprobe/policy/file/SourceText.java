package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file of checks or policies.
 *
 * @param name how problems and reports call the file
 * @param text its content
 */
public record SourceText(String name, String text) {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Takes off a byte order mark. */
  public SourceText {
    text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /**
   * Decodes a file.
   *
   * @throws PolicyException at the first byte that is not UTF-8
   */
  public static SourceText utf8(String name, byte[] bytes) throws PolicyException {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, output, true);
    String text = output.flip().toString();
    if (result.isError()) {
      throw new PolicyException(notUtf8(name, text));
    }
    return new SourceText(name, text);
  }

  private static PolicyProblem notUtf8(String name, String before) {
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
    int column = before.codePointCount(lineStart, before.length()) + 1;
    return new PolicyProblem(
        name,
        line,
        column,
        "the file is not UTF-8",
        "save it as UTF-8",
        Excerpt.of(before, line, column));
  }
}
