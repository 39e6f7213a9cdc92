package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Scans a real Prosody behind a real nginx, which sends the headers that Prosody does not. */
class HeadersBehindNginxIT {

  private static final String SCAN =
      "exec target/prosody-probe/bin/prosody-probe scan \"$PROSODY_DOMAIN\""
          + " --connect https=\"${PROSODY_PROXY_HTTPS#https://}\" --trust \"$PROSODY_CA\""
          + " --report json";

  @Test
  void headersAddedByTheProxyCount() throws Exception {
    assertEquals(
        Set.of("http-permissions-policy", "http-opener-policy"), failures(scan("adds-headers")));
  }

  @Test
  void onePathThatLosesThemIsNamed() throws Exception {
    JsonReport report = scan("loses-headers");
    assertEquals(
        Set.of(
            "http-hsts",
            "http-content-type-options",
            "http-frame-options",
            "http-referrer-policy",
            "http-content-security-policy",
            "http-permissions-policy",
            "http-opener-policy"),
        failures(report));
    for (String fact :
        Set.of(
            "http.paths-without-hsts",
            "http.paths-without-content-type-options",
            "http.pages-without-frame-protection",
            "http.pages-without-referrer-policy",
            "http.pages-without-content-security-policy")) {
      assertEquals(Set.of("/http-bind"), report.texts(fact), fact);
    }
  }

  private static JsonReport scan(String variant) throws Exception {
    return Program.run(
            Program.PROJECT,
            List.of(
                "src/test/prosody/with-prosody",
                "13",
                "recommended",
                "--",
                "src/test/prosody/with-nginx",
                variant,
                "--",
                "sh",
                "-c",
                SCAN))
        .expect(1)
        .json();
  }

  private static Set<String> failures(JsonReport report) {
    Set<String> failures = new TreeSet<>(report.on("https").checks("fail"));
    // nginx says its version, which is no matter of headers that protect.
    failures.removeIf(id -> !id.startsWith("http-") || id.equals("http-software-hidden"));
    return failures;
  }
}
