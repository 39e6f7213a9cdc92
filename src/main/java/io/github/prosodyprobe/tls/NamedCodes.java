package io.github.prosodyprobe.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a table of {@code CODE NAME} lines that comes with the program. */
final class NamedCodes {

  private NamedCodes() {}

  /**
   * The table in the order of its lines; lines that start with {@code #} and empty ones do not
   * count.
   */
  static Map<String, String> read(String resource) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String line : text(resource).split("\n", -1)) {
      int space = line.indexOf(' ');
      if (space > 0 && line.charAt(0) != '#') {
        names.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    return Collections.unmodifiableMap(names);
  }

  private static String text(String resource) {
    try (InputStream stream = NamedCodes.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the program was built without " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
