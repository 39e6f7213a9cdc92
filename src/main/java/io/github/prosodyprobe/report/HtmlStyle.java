package io.github.prosodyprobe.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The style sheet of the HTML report. */
final class HtmlStyle {

  private HtmlStyle() {}

  /** Read as it is into the element {@code style}, whose content knows no escapes. */
  static String read() {
    try (InputStream sheet =
        Objects.requireNonNull(HtmlStyle.class.getResourceAsStream("report.css"))) {
      return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
