package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.text.Untrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link JsonReport} wrote: the whole report, or only what was seen, to be judged anew.
 *
 * <p>A report may come from somebody else, so size and depth are bounded. What a newer minor
 * version added is left out and named; anything else that does not fit is an error with line and
 * column.
 */
public final class JsonReportReader {

  private final JsonReader json;
  private final JsonFactsReader facts;
  private final Map<String, Evidence> evidence = new TreeMap<>();
  private @Nullable Run run;
  private @Nullable String version;

  private JsonReportReader(byte[] document) {
    this.json = new JsonReader(document);
    this.facts = new JsonFactsReader(json);
  }

  /**
   * Reads what was seen, without its judgement.
   *
   * @param document JSON, UTF-8
   * @throws UnreadableReportException when it is no report, or one of another major version
   */
  public static RecordedFacts read(byte[] document) throws UnreadableReportException {
    JsonReportReader reader = new JsonReportReader(document);
    try {
      return reader.read(_ -> reader.json.skip());
    } catch (JsonReader.Misfit e) {
      throw e.toChecked();
    }
  }

  /**
   * Reads a report as it was written, judgement and all.
   *
   * @param document JSON, UTF-8
   * @throws UnreadableReportException when it is no report, or one of another major version
   */
  public static RecordedReport readWhole(byte[] document) throws UnreadableReportException {
    JsonReportReader reader = new JsonReportReader(document);
    try {
      return reader.whole();
    } catch (JsonReader.Misfit e) {
      throw e.toChecked();
    }
  }

  private RecordedFacts read(Consumer<String> judgement) {
    json.document(name -> member(name, judgement));
    if (version == null) {
      throw json.misfit("this is no report: it has no schemaVersion");
    }
    if (run == null) {
      throw json.misfit("the report has no run");
    }
    return new RecordedFacts(run, facts.endpoints(), new TreeMap<>(evidence), facts.ignored());
  }

  private RecordedReport whole() {
    Map<String, String> tool = new HashMap<>();
    Map<String, String> policy = new HashMap<>();
    JsonResultsReader results = new JsonResultsReader(json);
    JsonSinceReader since = new JsonSinceReader(json);
    List<Report.Unmet> unmet = new ArrayList<>();
    RecordedFacts seen =
        read(
            name -> {
              switch (name) {
                case "tool" -> json.texts(tool);
                case "policy" -> json.texts(policy);
                case "results" -> results.read();
                case "unmet" -> unmet.addAll(json.list(this::unmet));
                case "baseline" -> since.member();
                default -> json.skip();
              }
            });
    Report report =
        new Report(
            tool(tool),
            policy.isEmpty() ? null : policy(policy),
            seen.run(),
            seen.facts(),
            results.findings(seen.facts()),
            unmet,
            seen.evidence(),
            since.read());
    List<String> ignored = new ArrayList<>(seen.ignored());
    ignored.addAll(results.ignored());
    return new RecordedReport(report, ignored.stream().distinct().toList());
  }

  /** Listeners of a newer version are left out. */
  private Report.Unmet unmet() {
    Map<String, String> texts = new HashMap<>();
    SortedSet<Listener> listeners = new TreeSet<>();
    json.object(
        name -> {
          switch (name) {
            case "check" -> texts.put(name, json.text());
            case "listeners" ->
                json.list(json::text).forEach(it -> Listener.of(it).ifPresent(listeners::add));
            default -> json.skip();
          }
        });
    return new Report.Unmet(texts.getOrDefault("check", ""), listeners);
  }

  static Report.Tool tool(Map<String, String> members) {
    return new Report.Tool(
        members.getOrDefault("name", "unknown"), members.getOrDefault("version", "unknown"));
  }

  static Report.PolicyReference policy(Map<String, String> members) {
    return new Report.PolicyReference(
        members.getOrDefault("name", "unknown"),
        members.getOrDefault("version", "unknown"),
        members.getOrDefault("sha256", ""));
  }

  private void member(String name, Consumer<String> judgement) {
    switch (name) {
      case "schemaVersion" -> version = supported(json.text());
      case "run" -> run = run();
      case "facts" -> facts.read();
      case "evidence" -> json.object(id -> evidence.put(id, evidence(id)));
      default -> judgement.accept(name);
    }
  }

  private String supported(String written) {
    String major = Report.SCHEMA_VERSION.substring(0, Report.SCHEMA_VERSION.indexOf('.') + 1);
    if (!written.startsWith(major)) {
      throw json.misfit(
          "the report has schema version "
              + Untrusted.of(written)
              + "; this program reads "
              + Report.SCHEMA_VERSION);
    }
    return written;
  }

  private Run run() {
    RunMembers read = new RunMembers();
    json.object(
        name -> {
          switch (name) {
            case "target" -> read.target = json.text();
            case "started" -> read.started = json.time();
            case "finished" -> read.finished = json.time();
            case "vantage" -> read.vantage = json.text();
            case "complete" -> read.complete = json.truth();
            case "connections" -> connections(read);
            case "interrupted" -> read.interrupted = json.truth();
            default -> json.skip();
          }
        });
    return read.toRun();
  }

  private void connections(RunMembers read) {
    json.object(
        name -> {
          switch (name) {
            case "planned" -> read.planned = Math.toIntExact(Math.clamp(json.number(), 0, 1 << 20));
            case "used" -> read.used = Math.toIntExact(Math.clamp(json.number(), 0, 1 << 20));
            default -> json.skip();
          }
        });
  }

  private final class RunMembers {
    private @Nullable String target;
    private @Nullable Instant started;
    private @Nullable Instant finished;
    private String vantage = "external";
    private boolean complete;
    private boolean interrupted;
    private int planned;
    private int used;

    private Run toRun() {
      if (target == null || started == null || finished == null) {
        throw json.misfit("a run needs target, started and finished");
      }
      Run.Connections connections = new Run.Connections(planned, used);
      return new Run(target, started, finished, vantage, complete, connections, interrupted);
    }
  }

  private Evidence evidence(String id) {
    EvidenceMembers read = new EvidenceMembers();
    json.object(
        name -> {
          switch (name) {
            case "exchange" -> read.lines = json.list(() -> Untrusted.of(json.text()));
            case "byHand" -> read.byHand = json.text();
            default -> json.skip();
          }
        });
    return new Evidence(id, read.lines, read.byHand);
  }

  private static final class EvidenceMembers {
    private List<Untrusted> lines = List.of();
    private String byHand = "";
  }
}
