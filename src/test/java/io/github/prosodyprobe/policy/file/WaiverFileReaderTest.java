package io.github.prosodyprobe.policy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import io.github.prosodyprobe.policy.Waiver;
import io.github.prosodyprobe.policy.Waivers;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaiverFileReaderTest {

  private static final SortedSet<String> CHECKS =
      new TreeSet<>(List.of("s2s-dialback", "s2s-tls-required", "tls-versions"));

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake("§", "the file is empty", ""),
        new Mistake("§- check: tls-versions", "a mapping is wanted here", ""),
        new Mistake("§waiver: []", "unknown key 'waiver'", "mean waivers?"),
        new Mistake("waivers: §{}", "a list is wanted here", "[] for none"),
        new Mistake("waivers: [ §tls-versions ]", "a mapping is wanted here", ""),
        new Mistake("waivers: [ §{ check: tls-versions } ]", "without reason, owner", ""),
        waiver("check: §tls-version", "there is no check 'tls-version'", "mean tls-versions?"),
        waiver("check: §http-*", "there is no check 'http-*'", ""),
        waiver("check: §[tls-versions]", "a text is wanted here", ""),
        waiver("§until: 2027-01-01", "unknown key 'until'", ""),
        waiver("ticket: §1234", "a text is wanted here, not '1234'", "quotes"),
        waiver("owner: §''", "the text is empty", ""),
        waiver("reason: §\"a \\u202e b\"", "invisible characters", ""),
        waiver("endpoint: §'*'", "every endpoint fits this", "leave it out"),
        waiver("endpoint: §s2z", "unknown listener 's2z'", "mean s2s?"),
        waiver("expires: §2026/11/30", "'2026/11/30' is no date", "yyyy-MM-dd"),
        waiver("expires: §2026-11-3", "'2026-11-3' is no date", "yyyy-MM-dd"),
        waiver("expires: §2026-11-30T00:00:00Z", "is no date", "yyyy-MM-dd"),
        waiver("expires: §20261130", "a text is wanted here", ""),
        waiver("expires: §2026-02-30", "there is no day 2026-02-30", ""),
        waiver("expires: §2027-12-27", "more than 400 days ahead", "at most 2027-12-26"),
        waiver("permanent: §false", "this says nothing", ""),
        waiver("permanent: §yes", "true or false is wanted", ""),
        new Mistake(
            "waivers: [ §{ check: s2s-dialback, reason: r, owner: o } ]",
            "a waiver without expires",
            "at most 2027-12-26"),
        new Mistake(
            "waivers: [ §{ check: s2s-dialback, reason: r, owner: o, expires: 2027-01-01,"
                + " permanent: true } ]",
            "a permanent waiver does not expire",
            "one of the two"),
        new Mistake(
            "waivers: [ §{ check: '*', reason: r, owner: o, expires: 2027-01-01 } ]",
            "every check on every target is waived",
            "name checks"),
        new Mistake(
            "waivers: [ §{ check: '*-*', reason: r, owner: o, permanent: true } ]",
            "every check on every target is waived",
            "name checks"),
        new Mistake(
            """
            waivers:
              - { check: s2s-dialback, reason: r, owner: o, permanent: true }
              - §{ check: s2s-dialback, reason: s, owner: p, expires: 2027-01-01 }
            """,
            "the same is waived already, in line 2",
            "join"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrongAndWhereAndWhatToWrite(Mistake mistake) {
    mistake.assertTold(WaiverFileReaderTest::problems);
  }

  @Test
  void readsEverythingThatAWaiverCanSay() throws PolicyException {
    Waivers waivers =
        read(
            """
            waivers:
              - check: s2s-*
                target: chat.example.org
                endpoint: "*:5269"
                reason: >
                  A partner only speaks this
                  until its migration
                owner: ops@example.org
                ticket: OPS-1234
                expires: 2027-12-26
              - { check: "*", endpoint: bosh, reason: r, owner: o, permanent: true }
              - { check: tls-versions, reason: r, owner: o, expires: 2026-01-31 }
            """);
    Waiver first = waivers.all().getFirst();
    assertEquals("s2s-*", first.check().pattern());
    assertEquals(Optional.of("chat.example.org"), first.target());
    assertEquals("A partner only speaks this until its migration", first.reason());
    assertEquals(Optional.of("OPS-1234"), first.ticket());
    assertEquals(Optional.of(LocalDate.of(2027, 12, 26)), first.expires());
    assertEquals("waivers.yaml:2:5", first.declared().toString());
    assertEquals(Optional.empty(), waivers.all().get(1).expires());
    assertEquals(3, waivers.all().size());
  }

  @Test
  void afterTheLastWaiverTheListMayBeEmpty() throws PolicyException {
    assertEquals(Waivers.NONE, read("waivers: []\n"));
  }

  private static Mistake waiver(String key, String message, String suggestion) {
    return new Mistake("waivers:\n- { " + key + " }\n", message, suggestion);
  }

  private static List<PolicyProblem> problems(String text) {
    return assertThrows(PolicyException.class, () -> read(text)).problems();
  }

  private static Waivers read(String text) throws PolicyException {
    return WaiverFileReader.read(new SourceText("waivers.yaml", text), CHECKS, TODAY);
  }
}
