package io.github.prosodyprobe.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.PastStates.Subject;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HistoryTest {

  private static final TextStyle PLAIN = new TextStyle(Colour.OFF, Symbols.UNICODE);

  @ParameterizedTest
  @CsvSource({
    "++++, pass, 0, , ",
    "++xx, fail, 2, pass, ",
    "xx++, pass, 2, fail, ",
    // An outage changes nothing, neither while it lasts nor when it is over.
    "++??, pass, 0, , 2",
    "+??+, pass, 0, , ",
    "+?xx, fail, 2, pass, ",
    "x?xx, fail, 0, , ",
    "xx?+, pass, 3, fail, ",
    "????, unknown, 0, , 0",
    "??++, pass, 2, , ",
    // Nor does a night on which nobody asked for it.
    "+..+, pass, 0, , ",
    "wwxx, fail, 2, waived, ",
    "--++, pass, 2, not-applicable, ",
    "+x+x, fail, 3, pass, ",
  })
  void aCheckIsWhatItWasWhenOneCouldLastLook(
      String strip, String state, int since, String before, Integer unknownSince) {
    Trail trail = Nights.of("tls-versions " + strip).trails().getFirst();
    assertAll(
        () -> assertEquals(state, trail.state().word()),
        () -> assertEquals(Nights.finished(since), trail.since()),
        () -> assertEquals(Optional.ofNullable(before), trail.before().map(State::word)),
        () ->
            assertEquals(
                Optional.ofNullable(unknownSince).map(Nights::finished), trail.unknownSince()));
  }

  @Test
  void whatIsSeenFromInsideIsNoChangeOfWhatIsSeenFromOutside() {
    PastStates passed = states("+");
    PastStates failed = states("x");
    History history =
        new History(
            "example.org",
            List.of(
                Nights.run(0, "external", failed),
                Nights.run(1, "internal", passed),
                Nights.run(2, "external", failed)));
    assertAll(
        () -> assertEquals(2, history.trails().size()),
        () -> assertTrue(history.trails().stream().noneMatch(Trail::changed)));
  }

  @Test
  void aRunThatAsksLittleHidesNothingAndAPlaceThatIsGoneIsHidden() {
    Subject old = new Subject("tls-versions", "c2s 192.0.2.7:5222");
    Subject moved = new Subject("tls-versions", "c2s 192.0.2.8:5222");
    Subject other = new Subject("http-hsts", "https 192.0.2.7:443");
    History history =
        new History(
            "example.org",
            List.of(
                Nights.run(0, "external", new PastStates(List.of(old, other), "++")),
                Nights.run(1, "external", new PastStates(List.of(moved), "+"))));
    assertEquals(List.of(moved, other), history.current().stream().map(Trail::subject).toList());
  }

  @Test
  void theLatestChangeComesFirst() {
    assertEquals(
        List.of("s2s-dialback", "http-hsts", "tls-versions"),
        Nights.thirty().trails().stream()
            .filter(Trail::changed)
            .map(trail -> trail.subject().check())
            .toList());
  }

  @Test
  void textShowsTheRunsAndWhatChanged() {
    assertEquals(
        """
        example.org  30 runs since 2026-10-01 03:00 UTC; the last 3:

        run      finished          verdict                     pass     fail     unknown  waived   vantage   policy
        28       2026-10-28 03:00  NOT COMPLIANT               4        1        0        0        external  recommended@1
        29       2026-10-29 03:00  NOT COMPLIANT               4        1        0        0        external  recommended@1
        30       2026-10-30 03:00  NOT COMPLIANT               2        2        1        0        external  recommended@1

        What changed, the latest change first

        ✔✔✘  s2s-dialback  fail since 2026-10-30 03:00, before that pass
            where     c2s 192.0.2.7:5222
        ✘✘✘  http-hsts  fail since 2026-10-22 03:00, before that waived
            where     c2s 192.0.2.7:5222
        ✔✔✔  tls-versions  pass since 2026-10-20 03:00, before that fail
            where     c2s 192.0.2.7:5222

        The oldest run is on the left; w waived, i recorded only, . no result.

        What was the same in all runs that could look

        ✔ pass  c2s-sasl-mechanisms, starttls-offered
        """,
        HistoryText.of(Nights.thirty(), PLAIN, 3));
  }

  @Test
  void textOfOneCheckTellsAnOutageFromAChange() {
    String text = HistoryText.of(Nights.thirty(), PLAIN, 16, "starttls-offered");
    assertTrue(
        text.contains(
            "✔?✔✔✔✔✔✔✔✔✔✔✔✔✔?  starttls-offered  was pass since 2026-10-01 03:00,"
                + " not known since 2026-10-30 03:00\n"),
        text);
  }

  @Test
  void jsonHasTheSame() {
    JsonNode json =
        JsonMapper.shared()
            .readTree(HistoryJson.of(Nights.thirty(), 2, Optional.of("tls-versions")));
    JsonNode check = json.get("checks").get(0);
    assertAll(
        () -> assertEquals(30, json.get("runsKept").asInt()),
        () -> assertEquals(2, json.get("runs").size()),
        () -> assertEquals(1, json.get("checks").size()),
        () -> assertEquals("pass", check.get("state").asString()),
        () -> assertEquals("fail", check.get("before").asString()),
        () -> assertEquals("2026-10-20T03:00:00Z", check.get("since").asString()));
  }

  private static PastStates states(String letter) {
    return new PastStates(List.of(new Subject("tls-versions", "c2s 192.0.2.7:5222")), letter);
  }
}
