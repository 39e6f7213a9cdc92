package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.text.Untrusted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the {@code facts} of a JSON report. */
final class JsonFactsReader {

  private final JsonReader json;
  private final Map<Endpoint, Map<Fact<?>, FactState>> states = new TreeMap<>();
  private final Set<String> ignored = new TreeSet<>();

  JsonFactsReader(JsonReader json) {
    this.json = json;
  }

  List<EndpointFacts> endpoints() {
    return states.entrySet().stream()
        .map(entry -> EndpointFacts.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  List<String> ignored() {
    return List.copyOf(ignored);
  }

  void read() {
    json.object(
        name -> {
          Fact<?> fact = FactRegistry.find(name).orElse(null);
          if (fact == null) {
            ignored.add("fact " + Untrusted.of(name) + " is not known to this version");
            json.skip();
          } else {
            json.list(() -> entry(fact));
          }
        });
  }

  private Entry entry(Fact<?> fact) {
    Entry entry = new Entry();
    json.object(
        name -> {
          switch (name) {
            case "listener" -> entry.listener = json.text();
            case "domain" -> entry.domain = json.text();
            case "address" -> entry.address = json.text();
            case "value" -> entry.value = value(fact);
            case "evidence" -> entry.evidence = json.text();
            case "unobserved" -> entry.absence = new FactState.Unobserved(reason());
            case "notApplicable" -> entry.absence = new FactState.NotApplicable(because());
            default -> json.skip();
          }
        });
    entry.keep(fact);
    return entry;
  }

  private final class Entry {
    private @Nullable String listener;
    private @Nullable String domain;
    private @Nullable String address;
    private @Nullable FactValue value;
    private @Nullable FactState absence;
    private String evidence = "";

    private void keep(Fact<?> fact) {
      if (listener == null || domain == null || address == null) {
        throw json.misfit("a fact needs listener, domain and address");
      }
      FactState state = value == null ? absence : new FactState.Observed(value, evidence);
      if (state == null) {
        throw json.misfit("a fact needs value, unobserved or notApplicable");
      }
      Listener known = Listener.of(listener).orElse(null);
      if (known == null) {
        ignored.add("listener " + Untrusted.of(listener) + " is not known to this version");
        return;
      }
      states
          .computeIfAbsent(new Endpoint(known, domain, address), _ -> new TreeMap<>())
          .put(fact, state);
    }
  }

  private FactValue value(Fact<?> fact) {
    return switch (fact.type()) {
      case BOOLEAN -> FactValue.flag(json.truth());
      case INTEGER -> FactValue.count(json.number());
      case TEXT -> FactValue.text(json.text());
      case TEXT_SET -> FactValue.texts(json.list(json::text));
      case TIME -> FactValue.moment(json.time());
    };
  }

  private String because() {
    return Untrusted.of(json.text()).toString();
  }

  private Reason reason() {
    ReasonMembers read = new ReasonMembers();
    json.object(
        name -> {
          switch (name) {
            case "reason" -> read.word = json.text();
            case "detail" -> read.detail = json.text();
            default -> json.skip();
          }
        });
    return known(read.word, read.detail);
  }

  private static final class ReasonMembers {
    private String word = "";
    private String detail = "";
  }

  private Reason known(String word, String detail) {
    if (ReasonCode.of(code(word)).isEmpty()) {
      ignored.add("reason " + Untrusted.of(code(word)) + " is not known to this version");
    }
    return reason(word, detail);
  }

  /** A reason of a newer version stays a reason: that a fact was not observed must not get lost. */
  static Reason reason(String word, String detail) {
    String code = code(word);
    String parameter = code.equals(word) ? "" : word.substring(code.length() + 1);
    return ReasonCode.of(code)
        .map(known -> Reason.of(known, parameter, detail))
        .orElseGet(() -> Reason.of(ReasonCode.NOT_PROBED, word + ": " + detail));
  }

  private static String code(String word) {
    int colon = word.indexOf(':');
    return colon < 0 ? word : word.substring(0, colon);
  }
}
