package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.text.Escaper;
import java.util.List;

/** Renders what needs attention as GitHub's workflow commands, one line for each check. */
final class GithubAnnotations {

  private GithubAnnotations() {}

  static String of(Judged judged) {
    StringBuilder commands = new StringBuilder();
    Report report = judged.report();
    String target = report.run().target();
    for (State state : List.of(State.FAIL, State.UNKNOWN)) {
      ResultTexts.alike(
              ResultTexts.in(state, report.results()),
              finding -> List.of(finding.check(), FindingText.of(report, finding)))
          .forEach(alike -> commands.append(command(report, alike)));
    }
    judged
        .shortfall()
        .ifPresent(
            why ->
                commands
                    .append("::warning title=")
                    .append(Escaper.WORKFLOW_PROPERTY.escape(target))
                    .append("::")
                    .append(Escaper.WORKFLOW_MESSAGE.escape(why))
                    .append('\n'));
    return commands.toString();
  }

  private static String command(Report report, List<Finding> alike) {
    Finding finding = alike.getFirst();
    Location declared = finding.declared();
    String title = report.run().target() + " " + finding.check();
    String message =
        FindingText.of(report, finding) + " (" + ResultTexts.places(alike, report.domain()) + ")";
    return "::"
        + level(finding)
        + " file="
        + Escaper.WORKFLOW_PROPERTY.escape(declared.file())
        + ",line="
        + declared.line()
        + ",col="
        + declared.column()
        + ",title="
        + Escaper.WORKFLOW_PROPERTY.escape(title)
        + "::"
        + Escaper.WORKFLOW_MESSAGE.escape(message)
        + "\n";
  }

  private static String level(Finding finding) {
    if (finding.state() == State.UNKNOWN) {
      return "warning";
    }
    return switch (finding.severity()) {
      case CRITICAL -> "error";
      case WARNING -> "warning";
      case SUGGESTION -> "notice";
    };
  }
}
