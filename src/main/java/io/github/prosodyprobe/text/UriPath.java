package io.github.prosodyprobe.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes text as the path of a relative URI reference. */
final class UriPath {

  private static final String UNRESERVED = "-._~/";

  private UriPath() {}

  static String of(String raw) {
    StringBuilder path = new StringBuilder();
    for (byte octet : raw.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      boolean plain =
          character < 0x80
              && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
      if (plain) {
        path.append(character);
      } else {
        path.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
      }
    }
    return path.toString();
  }
}
