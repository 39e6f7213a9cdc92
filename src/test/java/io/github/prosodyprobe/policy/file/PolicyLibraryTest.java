package io.github.prosodyprobe.policy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.BuiltIn;
import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Expectation;
import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PolicyLibraryTest {

  private static final PolicyLibrary LIBRARY = BuiltIn.library();

  @Test
  void changesWhatItExtendsAndNothingElse() throws PolicyException {
    Policy policy =
        read(
            """
            policy:
              name: mine
              version: 7
              extends: builtin:prosody-recommended@1
            checks:
              - id: tls-versions
                severity: warning
                expect:
                  tls.versions: { only: [TLSv1.3] }
              - id: sasl-plain-absent
                severity: critical
              - id: tls-groups-post-quantum
                off: true
              - tls12-offered
            """);
    Policy base = LIBRARY.find("prosody-recommended@1");
    assertEquals("mine@7", policy.title());
    assertEquals(base.checks().size(), policy.checks().size());
    Check versions = check(policy, "tls-versions");
    assertEquals(Severity.WARNING, versions.severity());
    assertEquals("tls.versions only TLSv1.3", versions.expectation().describe());
    assertEquals(new Location("mine.yaml", 8, 5), versions.declared());
    Check plain = check(policy, "sasl-plain-absent");
    assertEquals(Severity.CRITICAL, plain.severity());
    assertEquals("probes/checks/sasl.yaml", plain.declared().file());
    assertFalse(policy.checks().stream().anyMatch(it -> it.id().equals("tls-groups-post-quantum")));
    assertEquals(check(base, "tls-suites"), check(policy, "tls-suites"));
  }

  @Test
  void readsACheckOfOnesOwn() throws PolicyException {
    Check own =
        check(
            read(
                """
                policy: { name: mine, version: 1 }
                checks:
                  - id: certificate-of-our-authority
                    title: The certificate comes from our own authority
                    on: [c2s, s2s]
                    severity: warning
                    when: { vantage: internal, tls.versions: { includes: [TLSv1.3] } }
                    expect:
                      certificate.issuer: { matches: "*O=Example*", is-not: O=Example }
                      any-of:
                        - certificate.names: { covers: ["dns:chat.example.org"] }
                        - stream.limits.idle-seconds: { at-least: 15m }
                      not: { certificate.trust: { is: expired } }
                """),
            "certificate-of-our-authority");
    assertEquals(Optional.of(Vantage.INTERNAL), own.when().vantage());
    assertEquals(
        "tls.versions includes TLSv1.3",
        own.when().facts().map(Expectation::describe).orElseThrow());
    assertEquals(
        "certificate.issuer matches *O=Example* and is not O=Example"
            + " and any of (certificate.names covers dns:chat.example.org"
            + " or stream.limits.idle-seconds at least 900 seconds)"
            + " and not (certificate.trust is expired)",
        own.expectation().describe());
  }

  @Test
  void whereAnotherThingIsExpectedItIsSaidInOtherWords() throws PolicyException {
    Check original = LIBRARY.check("tls-versions").orElseThrow();
    Check changed =
        check(
            read(
                """
                policy: { name: mine-1.2, version: 1 }
                checks:
                  - id: tls-versions
                    title: Only TLS 1.3 is offered
                    expect: { tls.versions: { only: [TLSv1.3] } }
                    fix: { prosody: 'ssl = { protocol = "tlsv1_3" }' }
                """),
            "tls-versions");
    assertEquals("Only TLS 1.3 is offered", changed.title());
    assertEquals("ssl = { protocol = \"tlsv1_3\" }", changed.fix().get("prosody"));
    assertEquals(original.why(), changed.why());
    assertEquals(original.citations(), changed.citations());
  }

  @Test
  void extendsFilesThroughWhoeverHandsThemIn() throws PolicyException {
    PolicySource files =
        (reference, from) ->
            reference.equals("../base.yaml") && from.equals("mine.yaml")
                ? Optional.of(
                    new SourceText(
                        "/etc/base.yaml",
                        "policy: { name: base, version: 2, extends: xmpp-minimum@1 }\n"))
                : Optional.empty();
    Policy policy =
        LIBRARY.read(
            new SourceText(
                "mine.yaml", "policy: { name: mine, version: 1, extends: ../base.yaml@2 }\n"),
            files);
    assertEquals(LIBRARY.find("xmpp-minimum").checks(), policy.checks());
  }

  @Test
  void theDigestTellsExpectationsApartAndNothingElse() throws PolicyException {
    String one = "policy: { name: mine, version: 1 }\nchecks: [ tls-versions, tls-suites ]\n";
    String reordered =
        "# A remark.\npolicy:\n  version: 1\n  name: mine\nchecks:\n- tls-suites\n- tls-versions\n";
    String harder = one.replace("tls-versions,", "{ id: tls-versions, severity: warning },");
    assertEquals(64, read(one).sha256().length());
    assertEquals(read(one).sha256(), read(reordered).sha256());
    assertNotEquals(read(one).sha256(), read(harder).sha256());
  }

  @Test
  void aPolicyThatDoesNotExistIsNamedWithThoseThatDo() {
    PolicyException refusal =
        assertThrows(PolicyException.class, () -> LIBRARY.find("prosody-recommended@2"));
    assertEquals(
        "policy: there is no policy 'prosody-recommended@2'; available: prosody-recommended@1",
        refusal.getMessage());
  }

  @Test
  void aFileIsReadWhenItsPolicyIsAskedFor() throws PolicyException {
    PolicyLibrary library =
        PolicyLibrary.of(
            BuiltIn.files("checks"),
            List.of(
                policyFile("policies/one.yaml", "one", 1),
                policyFile("policies/one@2.yaml", "one", 2),
                policyFile("policies/two.yaml", "three", 1),
                new SourceText("policies/four.yaml", "policy: [")));
    assertEquals("one@2", library.find("one").title());
    assertEquals("one@1", library.find("one@1").title());
    assertRefused("available: one@1, one@2", () -> library.find("one@3"));
    assertRefused("another name than its file", () -> library.find("two"));
    assertRefused("policies/four.yaml", () -> library.find("four"));
    assertRefused("policies/four.yaml", library::titles);
  }

  private static SourceText policyFile(String file, String name, int version) {
    return new SourceText(
        file,
        "policy: { name: %s, version: %d }\nchecks: [ tls-versions ]\n".formatted(name, version));
  }

  private static void assertRefused(String because, Executable asking) {
    String message = String.valueOf(assertThrows(PolicyException.class, asking).getMessage());
    assertTrue(message.contains(because), message);
  }

  @Test
  void everyBuiltInTextStaysWithinWhatTheReaderTakes() {
    for (String folder : new String[] {"checks", "policies"}) {
      for (SourceText file : BuiltIn.files(folder)) {
        assertTrue(file.text().length() < YamlText.LONGEST / 10, file.name());
      }
    }
  }

  private static Policy read(String text) throws PolicyException {
    return LIBRARY.read(new SourceText("mine.yaml", text), PolicySource.NONE);
  }

  private static Check check(Policy policy, String id) {
    return policy.checks().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }
}
