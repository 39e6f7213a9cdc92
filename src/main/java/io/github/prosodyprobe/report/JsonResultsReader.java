package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.Citation;
import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.policy.Waiving;
import io.github.prosodyprobe.report.Finding.Novelty;
import io.github.prosodyprobe.text.Untrusted;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the {@code results} of a JSON report, whose observations stand in its {@code facts}. */
final class JsonResultsReader {

  private final JsonReader json;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> ignored = new TreeSet<>();

  JsonResultsReader(JsonReader json) {
    this.json = json;
  }

  void read() {
    entries.addAll(json.list(this::entry));
  }

  /** The results, once the facts are read; what a newer version wrote is left out and named. */
  List<Finding> findings(List<EndpointFacts> facts) {
    Map<Endpoint, EndpointFacts> byEndpoint = new HashMap<>();
    facts.forEach(it -> byEndpoint.put(it.endpoint(), it));
    return entries.stream().flatMap(entry -> entry.finding(byEndpoint).stream()).toList();
  }

  List<String> ignored() {
    return List.copyOf(ignored);
  }

  private Entry entry() {
    Entry entry = new Entry();
    json.object(
        name -> {
          switch (name) {
            case "expected" -> json.object(fact -> known(fact, entry.expected, _ -> json.text()));
            case "allowed" ->
                json.object(
                    fact ->
                        known(fact, entry.allowed, _ -> FactValue.texts(json.list(json::text))));
            case "asExpected" -> entry.asExpected.addAll(json.list(json::text));
            case "fix" -> json.object(software -> entry.fix.put(software, json.text()));
            case "cite" -> entry.citations = json.list(this::citation);
            case "declared" -> entry.declared = declared();
            case "waiver" -> entry.waiving = json.isNull() ? null : waiving();
            case "observed", "evidence" -> json.skip();
            default -> {
              if (json.isText()) {
                entry.texts.put(name, json.text());
              } else {
                json.skip();
              }
            }
          }
        });
    for (String needed : List.of("check", "title", "severity", "listener", "domain", "address")) {
      entry.required(needed);
    }
    return entry;
  }

  private <T> void known(String name, Map<Fact<?>, T> members, Function<Fact<?>, T> value) {
    Fact<?> fact = FactRegistry.find(name).orElse(null);
    if (fact == null) {
      ignored.add("fact " + Untrusted.of(name) + " is not known to this version");
      json.skip();
    } else {
      members.put(fact, value.apply(fact));
    }
  }

  private Citation citation() {
    Map<String, String> members = new HashMap<>();
    json.object(name -> members.put(name, json.text()));
    return new Citation(members.getOrDefault("document", ""), members.getOrDefault("section", ""));
  }

  private Location declared() {
    Place place = new Place();
    json.object(
        name -> {
          switch (name) {
            case "file" -> place.file = json.text();
            case "line" -> place.line = number();
            case "column" -> place.column = number();
            default -> json.skip();
          }
        });
    return new Location(place.file, place.line, place.column);
  }

  private Waiving waiving() {
    Map<String, String> members = new HashMap<>();
    Consumer<String> member =
        name -> {
          if (json.isText()) {
            members.put(name, json.text());
          } else {
            json.skip();
          }
        };
    json.object(member);
    return new Waiving(
        members.getOrDefault("reason", ""),
        members.getOrDefault("owner", ""),
        Optional.ofNullable(members.get("ticket")),
        Optional.ofNullable(members.get("expires")).map(this::day),
        State.of(members.getOrDefault("of", "")).orElse(State.FAIL));
  }

  private LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw json.misfit("a waiver expires on a day such as 2026-11-21");
    }
  }

  private int number() {
    return Math.clamp(json.number(), 1, 1 << 20);
  }

  private static final class Place {
    private String file = "";
    private int line = 1;
    private int column = 1;
  }

  private final class Entry {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<Fact<?>, String> expected = new LinkedHashMap<>();
    private final Map<Fact<?>, TextSet> allowed = new HashMap<>();
    private final Set<String> asExpected = new TreeSet<>();
    private final SortedMap<String, String> fix = new TreeMap<>();
    private List<Citation> citations = List.of();
    private @Nullable Location declared;
    private @Nullable Waiving waiving;

    private String required(String name) {
      String text = texts.get(name);
      if (text == null) {
        throw json.misfit("a result needs " + name);
      }
      return text;
    }

    private String optional(String name) {
      return texts.getOrDefault(name, "");
    }

    private Optional<Finding> finding(Map<Endpoint, EndpointFacts> facts) {
      Severity severity = word("severity", Severity::of);
      State state = word("state", State::of);
      Listener listener = word("listener", Listener::of);
      if (severity == null || state == null || listener == null) {
        return Optional.empty();
      }
      Endpoint endpoint = new Endpoint(listener, optional("domain"), optional("address"));
      EndpointFacts seen = facts.getOrDefault(endpoint, EndpointFacts.of(endpoint, Map.of()));
      boolean unknown = texts.containsKey("reason");
      return Optional.of(
          new Finding(
              optional("check"),
              optional("title"),
              severity,
              optional("why"),
              endpoint,
              state,
              unknown ? JsonFactsReader.reason(optional("reason"), optional("detail")) : null,
              unknown ? "" : optional("detail"),
              expected.keySet().stream().map(fact -> compared(fact, seen)).toList(),
              fix,
              citations,
              declared == null ? new Location(optional("check"), 1, 1) : declared,
              Optional.ofNullable(waiving),
              Novelty.of(optional("baseline"))));
    }

    private Compared compared(Fact<?> fact, EndpointFacts seen) {
      return new Compared(
          fact,
          expected.getOrDefault(fact, ""),
          Optional.ofNullable(allowed.get(fact)),
          seen.state(fact),
          asExpected.contains(fact.name()));
    }

    private <T> @Nullable T word(String name, Function<String, Optional<T>> meaning) {
      Optional<T> known = meaning.apply(optional(name));
      if (known.isEmpty()) {
        ignored.add(name + " " + Untrusted.of(optional(name)) + " is not known to this version");
      }
      return known.orElse(null);
    }
  }
}
