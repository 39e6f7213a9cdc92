package io.github.prosodyprobe.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Renders the history of a target as JSON, keys sorted; what is not known has no key. */
public final class HistoryJson {

  /** Version of the document; additions raise the second number, anything else the first. */
  private static final String SCHEMA_VERSION = "1.0";

  private HistoryJson() {}

  /**
   * The document.
   *
   * @param limit how many runs it has, at least 1; what is said of checks is from all
   * @param check the only one to say something of, or else all
   */
  public static String of(History history, int limit, Optional<String> check) {
    return JsonTree.of(
        Map.of(
            "schemaVersion",
            SCHEMA_VERSION,
            "target",
            history.target(),
            "runsKept",
            history.runs().size(),
            "runs",
            history.last(limit).stream().map(HistoryJson::run).toList(),
            "checks",
            history.trails().stream()
                .filter(it -> check.isEmpty() || it.subject().check().equals(check.get()))
                .map(it -> trail(it, limit))
                .toList()));
  }

  private static Map<String, Object> run(PastRun run) {
    Map<String, Object> members = new TreeMap<>();
    members.put("number", run.number());
    members.put("finished", run.finished());
    members.put("vantage", run.vantage());
    members.put("complete", run.course() == PastRun.Course.COMPLETE);
    members.put("interrupted", run.course() == PastRun.Course.INTERRUPTED);
    members.put("verdict", run.verdict().words());
    members.put(
        "policy",
        Map.of(
            "name", run.policy().name(),
            "version", run.policy().version(),
            "sha256", run.policy().sha256()));
    members.put("summary", run.summary().byWord());
    run.certificateEnd().ifPresent(end -> members.put("firstCertificateEnd", end));
    return members;
  }

  private static Map<String, Object> trail(Trail trail, int limit) {
    Map<String, Object> members = new TreeMap<>();
    members.put("check", trail.subject().check());
    members.put("place", trail.subject().place());
    members.put("vantage", trail.vantage());
    members.put("state", trail.state().word());
    members.put("since", trail.since());
    members.put("lastSeen", trail.lastSeen());
    trail.before().ifPresent(before -> members.put("before", before.word()));
    trail.unknownSince().ifPresent(since -> members.put("unknownSince", since));
    List<Object> marks =
        trail.last(limit).stream().<Object>map(it -> it == null ? "none" : it.word()).toList();
    members.put("states", marks);
    return members;
  }
}
