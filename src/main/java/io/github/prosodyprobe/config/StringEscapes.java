package io.github.prosodyprobe.config;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites the one escape of strings that Lua 5.3 has and 5.2 has not. */
final class StringEscapes {

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:u\\{([0-9A-Fa-f]{1,6})\\}|.)", Pattern.DOTALL);

  private StringEscapes() {}

  /** A quoted string with its {@code \}{@code u{HEX}} as bytes in decimals. */
  static String forLua52(String quoted) {
    if (!quoted.contains("\\u{")) {
      return quoted;
    }
    return ESCAPE
        .matcher(quoted)
        .replaceAll(found -> Matcher.quoteReplacement(replaced(found.group(), found.group(1))));
  }

  private static String replaced(String escape, @org.jspecify.annotations.Nullable String hex) {
    if (hex == null || !Character.isValidCodePoint(Integer.parseInt(hex, 16))) {
      return escape;
    }
    StringBuilder decimal = new StringBuilder();
    for (byte part :
        Character.toString(Integer.parseInt(hex, 16)).getBytes(StandardCharsets.UTF_8)) {
      decimal.append(String.format("\\%03d", part & 0xff));
    }
    return decimal.toString();
  }
}
