package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.StandingChange.Turn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the document that a webhook gets, whose schema {@link WebhookSchema} publishes: what
 * changed, and nothing that was observed. Whoever wants to know more has the report.
 */
public final class WebhookJson {

  /** How many findings are named, of all targets together; the others are counted. */
  static final int FINDINGS = 300;

  private final JsonGenerator json;
  private int room = FINDINGS;

  private WebhookJson(JsonGenerator json) {
    this.json = json;
  }

  /**
   * The document.
   *
   * @param changes what was scanned, at least one
   * @param planned how many targets should have been scanned
   */
  public static String of(Report.Tool tool, List<StandingChange> changes, int planned) {
    return JsonFormat.write(it -> new WebhookJson(it).write(tool, changes, planned));
  }

  private void write(Report.Tool tool, List<StandingChange> changes, int planned) {
    boolean complete =
        changes.size() == planned && changes.stream().allMatch(change -> run(change).complete());
    json.writeStartObject();
    json.writeStringProperty("$schema", WebhookSchema.ID);
    json.writeStringProperty("schemaVersion", WebhookSchema.VERSION);
    json.writeObjectPropertyStart("tool");
    json.writeStringProperty("name", tool.name());
    json.writeStringProperty("version", tool.version());
    json.writeEndObject();
    json.writeStringProperty(
        "finished",
        time(
            changes.stream()
                .map(change -> run(change).finished())
                .max(Comparator.naturalOrder())
                .orElseThrow()));
    json.writeBooleanProperty("complete", complete);
    json.writeArrayPropertyStart("targets");
    changes.forEach(this::target);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static Run run(StandingChange change) {
    return change.judged().report().run();
  }

  private static String time(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private void target(StandingChange change) {
    Run run = run(change);
    json.writeStartObject();
    json.writeStringProperty("target", run.target());
    json.writeStringProperty("vantage", run.vantage());
    json.writeStringProperty("finished", time(run.finished()));
    json.writeBooleanProperty("complete", run.complete());
    json.writeBooleanProperty("changed", change.isNews());
    json.writeStringProperty("verdict", change.after().verdict().words());
    json.writeStringProperty(
        "verdictBefore", change.before().map(it -> it.verdict().words()).orElse(null));
    json.writeNumberProperty("exitCode", change.after().verdict().exitCode());
    counts(change.judged().report().summary());
    turns("new", change.appeared());
    turns("resolved", change.resolved());
    json.writeEndObject();
  }

  private void counts(Summary summary) {
    json.writeObjectPropertyStart("counts");
    summary.byWord().forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  private void turns(String name, List<Turn> turns) {
    List<Turn> named = turns.subList(0, Math.min(room, turns.size()));
    room -= named.size();
    json.writeArrayPropertyStart(name);
    named.forEach(this::turn);
    json.writeEndArray();
    json.writeNumberProperty(name + "Omitted", turns.size() - named.size());
  }

  private void turn(Turn turn) {
    json.writeStartObject();
    json.writeStringProperty("check", turn.what().check());
    json.writeStringProperty("title", turn.what().title());
    json.writeStringProperty("severity", turn.what().severity().word());
    new JsonFacts(json).endpoint(turn.what().endpoint());
    state("state", turn.after());
    state("stateBefore", turn.before());
    json.writeEndObject();
  }

  private void state(String name, Optional<State> state) {
    json.writeStringProperty(name, state.map(State::word).orElse(null));
  }
}
