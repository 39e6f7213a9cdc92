import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.history.HistoryException;
import io.github.prosodyprobe.history.HistoryFile;
import io.github.prosodyprobe.history.Retention;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Finding;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.Run;
import io.github.prosodyprobe.report.VerdictRule;
import io.github.prosodyprobe.report.VerdictRule.Unknowns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes a history out of one report. */
final class Nights {

  private static final int OUTAGE_EVERY = 37;
  private static final int CHANGE_EVERY = 10;

  private Nights() {}

  /** Keeps as many, the last of them a night before the report. */
  static void keep(Path history, Report tonight, int nights) throws HistoryException {
    VerdictRule rule = new VerdictRule(Severity.WARNING, Unknowns.COUNT);
    for (int night = 0; night < nights; night++) {
      Report report = night(tonight, night, Duration.ofDays(nights - night));
      HistoryFile.forKeeping(history)
          .keep(report.domain(), new Judged(report, rule.judge(report)), Retention.ALL);
    }
  }

  /** One like tonight's, with a check that fails for some nights and an outage now and then. */
  private static Report night(Report tonight, int night, Duration ago) {
    Run run = tonight.run();
    Run then =
        new Run(
            run.target(),
            run.started().minus(ago),
            run.finished().minus(ago),
            run.vantage(),
            run.complete(),
            run.connections(),
            run.interrupted());
    List<Finding> results = new ArrayList<>();
    for (Finding finding : tonight.results()) {
      if (night % OUTAGE_EVERY == 0) {
        results.add(with(State.UNKNOWN, finding));
      } else if (results.size() == night / CHANGE_EVERY % tonight.results().size()) {
        results.add(with(State.FAIL, finding));
      } else {
        results.add(finding);
      }
    }
    return new Report(
        tonight.tool(),
        tonight.policy(),
        then,
        tonight.facts(),
        results,
        tonight.unmet(),
        tonight.evidence(),
        tonight.since());
  }

  private static Finding with(State state, Finding finding) {
    return new Finding(
        finding.check(),
        finding.title(),
        finding.severity(),
        finding.why(),
        finding.endpoint(),
        state,
        state == State.UNKNOWN ? Reason.of(ReasonCode.TCP_TIMEOUT, "no answer") : null,
        "",
        finding.compared(),
        finding.fix(),
        finding.citations(),
        finding.declared(),
        finding.waiving(),
        finding.novelty());
  }
}
