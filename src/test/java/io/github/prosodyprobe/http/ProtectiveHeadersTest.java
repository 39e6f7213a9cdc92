package io.github.prosodyprobe.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.http.HttpBody.Extent;
import io.github.prosodyprobe.text.Untrusted;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of headers and of security.txt. */
class ProtectiveHeadersTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max-age=31536000; includeSubDomains | 31536000
          Max-Age = "600" ; preload           | 600
          max-age=0                           | 0
          includeSubDomains                   | 0
          max-age=1y                          | 0
          max-age=-5                          | 0
          max-age=600; max-age=900            | 0
          max-age=600, max-age=900            | 0
          max-age=99999999999999999999        | 999999999999999
          """)
  void readsHowLongBrowsersKeepToHttps(String header, long expected) {
    ProtectiveHeaders headers =
        new ProtectiveHeaders(answer("Strict-Transport-Security", header, ""));
    assertEquals(expected, headers.strictTransportSeconds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/plain; charset=utf-8 | Contact: mailto:a@b.example\\Expires: 2027-01-01T00:00:00Z    | VALID
          text/plain                | # Hi\\expires: 2027-01-01t00:00:00+01:00\\contact: tel:+1-201  | VALID
          text/plain                | Contact: mailto:a@b.example\\Expires: 2026-11-21T11:59:59Z    | EXPIRED
          text/html                 | Contact: mailto:a@b.example\\Expires: 2027-01-01T00:00:00Z    | MALFORMED
          text/plain                | Contact: mailto:a@b.example                                   | MALFORMED
          text/plain                | Expires: 2027-01-01T00:00:00Z                                 | MALFORMED
          text/plain                | Contact: a@b.example\\Expires: 2027-01-01T00:00:00Z           | MALFORMED
          text/plain                | Contact: http://b.example/\\Expires: 2027-01-01T00:00:00Z     | MALFORMED
          text/plain                | Contact: mailto:a@b.example\\Expires: tomorrow                | MALFORMED
          text/plain                | Contact: tel:1\\Expires: 2027-01-01T00:00:00Z\\Expires: 2028-01-01T00:00:00Z | MALFORMED
          text/plain                | OK                                                            | ABSENT
          text/html                 | <!DOCTYPE html><p>Contact: us                                 | ABSENT
          """)
  void knowsWhetherASecurityTxtCanBeReliedOn(
      String type, String lines, SecurityTxt.State expected) {
    HttpAnswer answer = answer("Content-Type", type, lines.replace("\\", "\r\n"));
    assertEquals(expected, SecurityTxt.of(answer, NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Cross-Origin-Opener-Policy   | same-origin                      | true
          Cross-Origin-Opener-Policy   | same-origin-allow-popups         | true
          Cross-Origin-Opener-Policy   | noopener-allow-popups            | true
          Cross-Origin-Opener-Policy   | same-origin; report-to="coop"    | true
          Cross-Origin-Opener-Policy   | Same-Origin                      | false
          Cross-Origin-Opener-Policy   | unsafe-none                      | false
          Cross-Origin-Opener-Policy   | same-origin, same-origin         | false
          Cross-Origin-Embedder-Policy | require-corp                     | true
          Cross-Origin-Embedder-Policy | credentialless; report-to="coep" | true
          Cross-Origin-Embedder-Policy | unsafe-none                      | false
          Cross-Origin-Resource-Policy | same-site                        | true
          Cross-Origin-Resource-Policy | cross-origin                     | true
          Cross-Origin-Resource-Policy | same-origin; x                   | false
          Cross-Origin-Resource-Policy | none                             | false
          """)
  void knowsWhatPartsAPageFromOtherSites(String name, String value, boolean expected) {
    ProtectiveHeaders headers = new ProtectiveHeaders(answer(name, value, ""));
    List<Boolean> each =
        List.of(headers.isolatesFromOpener(), headers.limitsEmbedding(), headers.saysWhoMayEmbed());
    assertEquals(expected ? 1 : 0, each.stream().filter(it -> it).count());
  }

  private static HttpAnswer answer(String name, String value, String body) {
    return new HttpAnswer(
        "HTTP/1.1",
        200,
        Untrusted.of("OK"),
        List.of(new HttpAnswer.Header(Untrusted.of(name), Untrusted.of(value))),
        new HttpBody(body.getBytes(UTF_8), Extent.WHOLE));
  }
}
