package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.PastRun.Course;
import io.github.prosodyprobe.report.PastStates.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Histories to render, night by night. */
final class Nights {

  static final Instant FIRST = Instant.parse("2026-10-01T03:00:00Z");

  private static final int CERTIFICATE_DAYS = 90;
  private static final int RENEWED_WITH_DAYS = 30;

  private Nights() {}

  /**
   * A history.
   *
   * @param strips a check id, a space, and a letter for each night; a dot where it has no result
   */
  static History of(String... strips) {
    int nights = strips[0].length() - strips[0].indexOf(' ') - 1;
    List<PastRun> runs = new ArrayList<>();
    for (int night = 0; night < nights; night++) {
      List<Subject> subjects = new ArrayList<>();
      StringBuilder letters = new StringBuilder();
      for (String strip : strips) {
        char letter = strip.charAt(strip.indexOf(' ') + 1 + night);
        if (letter != '.') {
          subjects.add(new Subject(strip.substring(0, strip.indexOf(' ')), "c2s 192.0.2.7:5222"));
          letters.append(letter);
        }
      }
      runs.add(run(night, "external", new PastStates(subjects, letters.toString())));
    }
    return new History("example.org", runs);
  }

  static PastRun run(int night, String vantage, PastStates states) {
    int fail = count(State.FAIL, states);
    int unknown = count(State.UNKNOWN, states);
    Verdict verdict =
        fail > 0 ? Verdict.NOT_COMPLIANT : unknown > 0 ? Verdict.UNDECIDED : Verdict.COMPLIANT;
    int age = night % (CERTIFICATE_DAYS - RENEWED_WITH_DAYS);
    Instant finished = finished(night);
    return new PastRun(
        night + 1L,
        finished,
        vantage,
        Course.COMPLETE,
        verdict,
        new Report.PolicyReference("recommended", "1", "ab".repeat(32)),
        new Summary(
            count(State.PASS, states),
            fail,
            unknown,
            count(State.WAIVED, states),
            count(State.NOT_APPLICABLE, states),
            count(State.INFO, states)),
        Optional.of(finished.plus(Duration.ofDays(CERTIFICATE_DAYS - age))),
        states);
  }

  static Instant finished(int night) {
    return FIRST.plus(Duration.ofDays(night));
  }

  private static int count(State state, PastStates states) {
    int count = 0;
    for (int index = 0; index < states.subjects().size(); index++) {
      count += states.state(index) == state ? 1 : 0;
    }
    return count;
  }

  /** Thirty nights with a regression, a waiver that runs out, an outage and a recovery. */
  static History thirty() {
    return of(
        "tls-versions ++++++++++++xxx?xxx+++++++++++",
        "http-hsts wwwwwwwwwwwwwww?wwwwwxxxxxxxxx",
        "c2s-sasl-mechanisms +++++++++++++++?++++++++++++++",
        "s2s-dialback ---------------?--+++++++++++x",
        "starttls-offered +++++++++++++++?+++++++++++++?");
  }
}
