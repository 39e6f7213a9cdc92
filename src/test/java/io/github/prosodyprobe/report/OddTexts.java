package io.github.prosodyprobe.report;

import java.util.List;
import java.util.Random;

/** Texts that a hostile server could say, and what must not be left of them. */
final class OddTexts {

  private static final int ROUNDS = 300;

  /** Fixed: a failure must come again. */
  private static final long SEED = 6;

  private static final List<String> KNOWN =
      List.of(
          Samples.HOSTILE,
          "<script>alert(1)</script>",
          "](javascript:alert(1)) [x](http://x.example) ![i](http://x.example/i)",
          "=cmd|' /C calc'!A0",
          "]]>&<!--",
          "| a | b |\\| `` ` ```",
          "http://x.example www.x.example <http://x.example> @somebody a@b.example",
          "\n::error::no\n## heading\n---\n<div>\n",
          "'\"></title></style><img src=x onerror=alert(1)>",
          "%0A::error::no",
          "{{7*7}} ${7*7} \\u001b",
          "");

  private static final String[] PIECES = {
    "<",
    ">",
    "&",
    "\"",
    "'",
    "`",
    "``",
    "|",
    "\\",
    "](",
    "[",
    "]]>",
    "<!--",
    "-->",
    "</style>",
    "\n",
    "\r",
    "\t",
    "::",
    "%",
    "@x",
    "www.",
    "http://",
    "\u001b[2J",
    "\u009b",
    "\u202e",
    "\u2028",
    "\0",
    "\ud800",
    "\udc00",
    "\ud83d\ude00",
    "\ufffe",
    "*",
    "_",
    "#",
    "- ",
    "1. ",
    "    ",
    "~~~",
    "$",
    "{",
    "a"
  };

  private OddTexts() {}

  /** Does something with a text. */
  @FunctionalInterface
  interface Trial {
    void on(String text) throws Exception;
  }

  /** Those that have done harm to somebody. */
  static List<String> known() {
    return KNOWN;
  }

  /** Tries many that nobody has thought of. */
  static void forMany(Trial trial) {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        text.append(
            random.nextInt(4) == 0
                ? Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1))
                : PIECES[random.nextInt(PIECES.length)]);
      }
      try {
        trial.on(text.toString());
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed " + SEED + ", round " + round + ": " + text, e);
      }
    }
  }

  /** Lone surrogates are no characters that a file could hold; the others hide or reorder text. */
  static boolean steers(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character != '\n';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
