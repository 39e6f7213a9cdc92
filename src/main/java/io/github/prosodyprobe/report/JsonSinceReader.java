package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.report.Since.Past;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a JSON report says of its {@code baseline}. */
final class JsonSinceReader {

  private final JsonReader json;
  private final Map<String, String> tool = new HashMap<>();
  private final Map<String, String> policy = new HashMap<>();
  private final List<Past> mended = new ArrayList<>();
  private final List<Past> gone = new ArrayList<>();
  private @Nullable Instant finished;
  private boolean complete;

  JsonSinceReader(JsonReader json) {
    this.json = json;
  }

  void member() {
    if (json.isNull()) {
      return;
    }
    json.object(
        name -> {
          switch (name) {
            case "tool" -> json.texts(tool);
            case "policy" -> json.texts(policy);
            case "finished" -> finished = json.time();
            case "complete" -> complete = json.truth();
            case "mended" -> json.list(this::past).forEach(it -> it.ifPresent(mended::add));
            case "gone" -> json.list(this::past).forEach(it -> it.ifPresent(gone::add));
            default -> json.skip();
          }
        });
    if (finished == null) {
      throw json.misfit("a baseline needs finished");
    }
  }

  /** What a newer version calls otherwise is left out. */
  private Optional<Past> past() {
    Map<String, String> members = new HashMap<>();
    json.texts(members);
    Optional<Severity> severity = Severity.of(members.getOrDefault("severity", ""));
    Optional<Listener> listener = Listener.of(members.getOrDefault("listener", ""));
    if (severity.isEmpty() || listener.isEmpty()) {
      return Optional.empty();
    }
    Endpoint endpoint =
        new Endpoint(
            listener.get(),
            members.getOrDefault("domain", ""),
            members.getOrDefault("address", ""));
    return Optional.of(
        new Past(
            members.getOrDefault("check", ""),
            members.getOrDefault("title", ""),
            severity.get(),
            endpoint));
  }

  Optional<Since> read() {
    return Optional.ofNullable(finished)
        .map(
            time ->
                new Since(
                    JsonReportReader.tool(tool),
                    JsonReportReader.policy(policy),
                    time,
                    complete,
                    mended,
                    gone));
  }
}
