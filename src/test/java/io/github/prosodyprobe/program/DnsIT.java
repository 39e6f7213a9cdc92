package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans domains whose records come from a real, validating resolver. */
class DnsIT {

  @TempDir private static Path folder;

  private static SignedZones zones;

  @BeforeAll
  static void start() throws Exception {
    zones = new SignedZones(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    zones.close();
  }

  @Test
  void aSignedZonePasses() throws Exception {
    JsonReport report = scan("signed.test", "--fail-on", "suggestion").expect(0).json();
    assertAll(
        () -> assertEquals("secure", text(report, "dns.dnssec")),
        () ->
            assertEquals(
                Set.of(
                    "dns-srv-targets-sane",
                    "dns-xmppconnect-absent",
                    "dns-dnssec",
                    "dns-caa-present"),
                report.checks("pass")));
  }

  @Test
  void anUnsignedZoneIsWorthASuggestion() throws Exception {
    JsonReport report = scan("plain.test").expect(0).json();
    assertEquals("insecure", text(report, "dns.dnssec"));
    assertEquals(Set.of("dns-dnssec"), report.checks("fail"));
  }

  @Test
  void aBogusZoneIsToldFromOneWithoutRecords() throws Exception {
    JsonReport report = scan("bogus.test").expect(3).json();
    assertEquals("bogus", text(report, "dns.dnssec"));
    assertEquals(Set.of("dns-dnssec"), report.checks("fail"));
    assertEquals(Set.of("dns-srv-targets-sane"), report.checks("unknown"));
    assertEquals(Set.of("dns-servfail"), report.reasons());
  }

  @Test
  void aZoneThatDeclinesIsNotJudged() throws Exception {
    JsonReport report = scan("declining.test", "--allow-unknown").expect(3).json();
    assertAll(
        () -> assertEquals(Set.of("declined"), report.reasons()),
        () -> assertEquals(Set.of(), report.checks("fail")),
        () -> assertEquals(Set.of(), report.checks("pass")));
  }

  @Test
  void lookingShowsEveryRecord() throws Exception {
    JsonReport report =
        Program.probe("look", "signed.test", "--resolver", zones.resolver(), "--report", "json")
            .expect(3)
            .json();
    assertAll(
        () ->
            assertEquals(Set.of("5 0 5269 xmpp.signed.test."), report.texts("dns.srv-xmpp-server")),
        () -> assertEquals(Set.of(), report.texts("dns.srv-xmpps-server")),
        () -> assertEquals(Set.of("0 issue \"ca.example\""), report.texts("dns.caa")),
        () ->
            assertEquals(
                Set.of("_5269._tcp.xmpp.signed.test 3 1 1 " + "00".repeat(32)),
                report.texts("dns.tlsa")));
  }

  @Test
  void theOperatorsAddressMakesRecordsNotApplicable() throws Exception {
    JsonReport report = scan("bogus.test", "--connect", "c2s=127.0.0.1:1").expect(3).json();
    assertEquals(
        Set.of(
            "dns-srv-port-kind",
            "dns-srv-targets-sane",
            "dns-xmppconnect-absent",
            "dns-dnssec",
            "dns-caa-present"),
        report.checks("not-applicable"));
  }

  private static Program.Ended scan(String domain, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("scan", domain, "--resolver", zones.resolver()));
    arguments.addAll(List.of("--only", "dns", "--report", "json"));
    arguments.addAll(List.of(options));
    return Program.probe(arguments.toArray(String[]::new));
  }

  private static String text(JsonReport report, String fact) {
    return report.fact(fact).orElseThrow().asString();
  }
}
