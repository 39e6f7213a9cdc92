package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.text.Escaper;
import java.util.List;
import java.util.Objects;

/**
 * Renders results as gauges in the text format of Prometheus 0.0.4, for the textfile collector. It
 * takes no timestamps, so the time of the run is a gauge: who alerts on its age notices a scan that
 * no longer happens.
 */
final class PrometheusMetrics {

  private static final String PREFIX = "prosody_probe_";

  private final StringBuilder text = new StringBuilder();
  private final List<Judged> reports;

  private PrometheusMetrics(List<Judged> reports) {
    this.reports = reports;
  }

  static String of(List<Judged> reports) {
    return new PrometheusMetrics(reports).render();
  }

  private String render() {
    metric("info", "The program and the policy of the last run; always 1.");
    reports.forEach(this::info);
    metric("last_run_timestamp_seconds", "When the last run ended, in seconds since 1970.");
    reports.forEach(it -> run(it, "last_run_timestamp_seconds", seconds(it.report().run())));
    metric("last_run_duration_seconds", "How long the last run took.");
    reports.forEach(
        it ->
            run(
                it,
                "last_run_duration_seconds",
                Double.toString(it.report().run().duration().toMillis() / 1_000.0)));
    metric("last_run_complete", "Whether the last run looked at everything planned.");
    reports.forEach(it -> run(it, "last_run_complete", it.report().run().complete() ? "1" : "0"));
    metric("last_run_exit_code", "The exit code that the last run of this target comes to.");
    reports.forEach(it -> run(it, "last_run_exit_code", Integer.toString(it.verdict().exitCode())));
    metric("connections", "Connections of the last run, failed attempts included.");
    reports.forEach(
        it -> run(it, "connections", Integer.toString(it.report().run().connections().used())));
    metric("checks", "Results of the last run by state.");
    reports.forEach(this::checks);
    metric("check_state", "The state of a check on an endpoint; always 1.");
    reports.forEach(this::states);
    metric(
        "certificate_not_after_timestamp_seconds",
        "When the certificate of an endpoint ends, in seconds since 1970.");
    reports.forEach(this::certificates);
    return text.toString();
  }

  private void metric(String name, String help) {
    text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(PREFIX).append(name).append(" gauge\n");
  }

  private void sample(String name, String value, String... labels) {
    text.append(PREFIX).append(name).append('{');
    for (int index = 0; index < labels.length; index += 2) {
      text.append(index == 0 ? "" : ",").append(labels[index]).append("=\"");
      text.append(Escaper.METRIC_LABEL.escape(labels[index + 1])).append('"');
    }
    text.append("} ").append(value).append('\n');
  }

  private void run(Judged judged, String name, String value) {
    sample(name, value, "target", target(judged));
  }

  private void info(Judged judged) {
    Report.PolicyReference policy = Objects.requireNonNull(judged.report().policy());
    sample(
        "info",
        "1",
        "target",
        target(judged),
        "version",
        judged.report().tool().version(),
        "policy",
        policy.name(),
        "policy_version",
        policy.version());
  }

  private void checks(Judged judged) {
    for (State state : State.values()) {
      int count = ResultTexts.in(state, judged.report().results()).size();
      String number = Integer.toString(count);
      sample("checks", number, "target", target(judged), "state", state.word());
    }
  }

  private void states(Judged judged) {
    for (Finding finding : judged.report().results()) {
      Endpoint endpoint = finding.endpoint();
      sample(
          "check_state",
          "1",
          "target",
          target(judged),
          "listener",
          endpoint.listener().word(),
          "domain",
          endpoint.domain(),
          "address",
          endpoint.address(),
          "check",
          finding.check(),
          "severity",
          finding.severity().word(),
          "state",
          finding.state().word());
    }
  }

  private void certificates(Judged judged) {
    for (EndpointFacts facts : judged.report().facts()) {
      if (facts.state(CertificateFacts.NOT_AFTER)
          instanceof FactState.Observed(FactValue.Moment(var end), String _)) {
        sample(
            "certificate_not_after_timestamp_seconds",
            Long.toString(end.getEpochSecond()),
            "target",
            target(judged),
            "listener",
            facts.endpoint().listener().word(),
            "domain",
            facts.endpoint().domain(),
            "address",
            facts.endpoint().address());
      }
    }
  }

  private static String target(Judged judged) {
    return judged.report().run().target();
  }

  private static String seconds(Run run) {
    return Long.toString(run.finished().getEpochSecond());
  }
}
