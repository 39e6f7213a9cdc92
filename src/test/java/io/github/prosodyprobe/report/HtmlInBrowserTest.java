package io.github.prosodyprobe.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Looks at the HTML report in a browser: on a telephone, a tablet and a screen, light and dark. The
 * pictures stay in {@code target/reports}.
 */
class HtmlInBrowserTest {

  private static final Path LEFT = Path.of("target", "reports");

  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  @TempDir(cleanup = CleanupMode.NEVER) // Chromium goes on tidying up after its end.
  private Path profile;

  @Test
  void canBeReadEverywhereAndByEverybody() throws IOException, InterruptedException {
    Files.createDirectories(LEFT);
    Path page = LEFT.resolve("mixed.html").toAbsolutePath();
    String html =
        HtmlReport.of(
            List.of(
                Samples.mixed().with(Nights.thirty()),
                Samples.saying(Samples.HOSTILE),
                Samples.accepting("a <b>")));
    Files.writeString(page, html);
    try (Browser browser = Browser.start(profile)) {
      for (int width : new int[] {360, 768, 1280}) {
        for (String scheme : List.of("light", "dark")) {
          browser.open(page, width, scheme);
          browser.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)");
          browser.picture(LEFT.resolve("html-" + width + "-" + scheme + ".png"));
          int needed = browser.evaluate("document.documentElement.scrollWidth").asInt();
          assertEquals(width, needed, "scrolls sideways");
          assertEquals("[]", violations(browser), width + " " + scheme);
        }
      }
      assertFalse(
          browser.evaluate("getComputedStyle(document.body).maxWidth == 'none'").asBoolean(),
          "the policy refused our own style");
      browser.requested().forEach(it -> assertEquals(page.toUri().toString(), it));
    }
  }

  private static String violations(Browser browser) throws IOException, InterruptedException {
    browser.evaluate(axe());
    JsonNode found =
        browser.evaluate(
            "axe.run().then(it => it.violations.map(v => v.id + ': ' + v.nodes[0].html))");
    return found.toString();
  }

  private static String axe() throws IOException {
    try (InputStream script =
        Objects.requireNonNull(HtmlInBrowserTest.class.getResourceAsStream(AXE))) {
      return new String(script.readAllBytes(), UTF_8) + "; true";
    }
  }
}
