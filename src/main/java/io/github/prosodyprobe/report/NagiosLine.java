package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.text.Escaper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Renders the line of a monitoring plugin with its performance data. Its first word agrees with the
 * exit code of the program, by which alone Nagios goes: 0 OK, 1 WARNING, 3 UNKNOWN.
 */
final class NagiosLine {

  /** Some transports take no more than a kilobyte. */
  private static final int CAUSES_LIMIT = 600;

  private static final List<State> COUNTED =
      List.of(State.PASS, State.FAIL, State.UNKNOWN, State.WAIVED);

  private NagiosLine() {}

  static String of(List<Judged> reports) {
    Verdict verdict = worst(reports);
    String text =
        reports.size() == 1
            ? one(reports.getFirst())
            : reports.size() + " targets" + causes(several(reports));
    return "PROSODY-PROBE "
        + status(verdict)
        + " - "
        + Escaper.PLUGIN_LINE.escape(text)
        + " | "
        + performance(reports)
        + "\n";
  }

  /** A certain failure outranks an uncertainty, as in the exit code of several targets. */
  private static Verdict worst(List<Judged> reports) {
    for (Verdict verdict : List.of(Verdict.NOT_COMPLIANT, Verdict.UNDECIDED, Verdict.NOTHING_NEW)) {
      if (reports.stream().anyMatch(judged -> judged.verdict() == verdict)) {
        return verdict;
      }
    }
    return Verdict.COMPLIANT;
  }

  private static String status(Verdict verdict) {
    return switch (verdict) {
      case COMPLIANT -> "OK";
      case NOTHING_NEW -> "OK";
      case NOT_COMPLIANT -> "WARNING";
      case UNDECIDED -> "UNKNOWN";
    };
  }

  private static String one(Judged judged) {
    Report report = judged.report();
    List<String> causes = new ArrayList<>();
    for (State state : List.of(State.FAIL, State.UNKNOWN)) {
      List<Finding> here =
          ResultTexts.in(state, report.results()).stream()
              .filter(finding -> !finding.isDeclined())
              .toList();
      if (!here.isEmpty()) {
        causes.add(state.word() + " " + ResultTexts.ids(here));
      }
    }
    judged.shortfall().ifPresent(causes::add);
    return report.run().target() + " " + judged.verdict().words() + causes(causes);
  }

  private static List<String> several(List<Judged> reports) {
    return reports.stream()
        .filter(judged -> judged.verdict() != Verdict.COMPLIANT)
        .map(
            judged ->
                judged.report().run().target()
                    + " "
                    + judged.verdict().words()
                    + (judged.report().declined().isPresent() ? " (not looked at: declined)" : ""))
        .toList();
  }

  private static String causes(List<String> causes) {
    String joined = String.join("; ", causes);
    String shown =
        joined.length() > CAUSES_LIMIT ? joined.substring(0, CAUSES_LIMIT) + "..." : joined;
    return shown.isEmpty() ? "" : ": " + shown;
  }

  private static String performance(List<Judged> reports) {
    String counts =
        COUNTED.stream()
            .map(state -> state.word() + "=" + count(state, reports) + ";;;0")
            .collect(Collectors.joining(" "));
    double seconds =
        reports.stream().mapToLong(it -> it.report().run().duration().toMillis()).sum() / 1_000.0;
    return counts + String.format(Locale.ROOT, " time=%.3fs;;;0", seconds);
  }

  private static long count(State state, List<Judged> reports) {
    return reports.stream()
        .mapToInt(judged -> ResultTexts.in(state, judged.report().results()).size())
        .sum();
  }
}
