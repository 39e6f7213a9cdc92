package io.github.prosodyprobe.text;

/** Makes characters visible that would otherwise steer a terminal, reorder a line or hide. */
final class VisibleText {

  private VisibleText() {}

  static String of(String raw, int limit) {
    int end = Math.min(raw.length(), limit);
    StringBuilder visible = new StringBuilder(end + 16);
    int index = 0;
    while (index < end) {
      int codePoint = raw.codePointAt(index);
      index += Character.charCount(codePoint);
      if (isHarmless(codePoint)) {
        visible.appendCodePoint(codePoint);
      } else {
        visible.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
      }
    }
    if (raw.length() > end) {
      visible.append("… [").append(raw.length() - end).append(" more characters]");
    }
    return visible.toString();
  }

  /**
   * General categories rather than a list of code points, so that characters that Unicode adds
   * later fall on the safe side too.
   */
  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
