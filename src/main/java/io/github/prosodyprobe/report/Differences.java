package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Fact.Lasting;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Difference.EndpointChange;
import io.github.prosodyprobe.report.Difference.FactChange;
import io.github.prosodyprobe.report.Difference.Kind;
import io.github.prosodyprobe.report.Difference.ResultChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two reports on one target, fact by fact and result by result. */
public final class Differences {

  /** Which facts are compared. */
  public enum Scope {
    /** Those that only change when somebody changes something. */
    LASTING,
    /** Serial numbers, keys and their like too. */
    ALL
  }

  private static final Set<State> WRONG = Set.of(State.FAIL, State.UNKNOWN);

  private final Report before;
  private final Report after;
  private final Scope scope;
  private final Map<Endpoint, EndpointFacts> old;
  private final Map<Endpoint, EndpointFacts> now;
  private final MovedPlaces moved;

  private Differences(Report before, Report after, Scope scope) {
    this.before = before;
    this.after = after;
    this.scope = scope;
    this.old = byEndpoint(before);
    this.now = byEndpoint(after);
    this.moved = MovedPlaces.between(before, after);
  }

  /**
   * Compares. A fact that only one of the runs looked for says nothing: policies and versions ask
   * for different ones.
   */
  public static Difference between(Report before, Report after, Scope scope) {
    Differences differences = new Differences(before, after, scope);
    return new Difference(
        before, after, differences.results(), differences.facts(), differences.endpoints());
  }

  private static Map<Endpoint, EndpointFacts> byEndpoint(Report report) {
    return report.facts().stream()
        .collect(
            Collectors.toMap(EndpointFacts::endpoint, it -> it, (one, _) -> one, TreeMap::new));
  }

  private List<EndpointChange> endpoints() {
    SortedSet<Endpoint> all = new TreeSet<>(old.keySet());
    all.addAll(now.keySet());
    List<EndpointChange> changes = new ArrayList<>();
    for (Endpoint endpoint : all) {
      if (!old.containsKey(endpoint)) {
        changes.add(new EndpointChange(Kind.ADDED, endpoint));
      } else if (!now.containsKey(endpoint)) {
        boolean looked = moved.isMoved(endpoint) || (after.run().complete() && !recordsUnseen());
        changes.add(new EndpointChange(looked ? Kind.REMOVED : Kind.UNSEEN, endpoint));
      }
    }
    return changes;
  }

  /** Where records could not be looked up, nobody knows what they would have led to. */
  private boolean recordsUnseen() {
    return now.values().stream()
        .filter(facts -> facts.endpoint().listener() == Listener.DNS)
        .flatMap(facts -> facts.states().values().stream())
        .anyMatch(FactState.Unobserved.class::isInstance);
  }

  private List<FactChange> facts() {
    List<FactChange> changes = new ArrayList<>();
    for (EndpointFacts facts : old.values()) {
      EndpointFacts later = now.get(moved.now(facts.endpoint()));
      if (later != null) {
        facts
            .states()
            .forEach(
                (fact, state) ->
                    change(later.endpoint(), fact, state, later.states().get(fact))
                        .ifPresent(changes::add));
      }
    }
    return changes;
  }

  private Optional<FactChange> change(
      Endpoint endpoint, Fact<?> fact, FactState was, @Nullable FactState is) {
    if (is == null || (scope == Scope.LASTING && fact.lasting() == Lasting.VOLATILE)) {
      return Optional.empty();
    }
    return kind(was, is).map(kind -> new FactChange(kind, endpoint, fact, was, is));
  }

  /** Where the exchange is kept, and how a sentence is put, are no difference. */
  private static Optional<Kind> kind(FactState was, FactState is) {
    return switch (is) {
      case FactState.Observed seen ->
          switch (was) {
            case FactState.Observed past ->
                past.value().equals(seen.value()) ? Optional.empty() : Optional.of(Kind.CHANGED);
            case FactState.NotApplicable _ -> Optional.of(Kind.CHANGED);
            case FactState.Unobserved _ -> Optional.of(Kind.SEEN);
          };
      case FactState.NotApplicable _ ->
          switch (was) {
            case FactState.Observed _ -> Optional.of(Kind.CHANGED);
            case FactState.NotApplicable _ -> Optional.empty();
            case FactState.Unobserved _ -> Optional.of(Kind.SEEN);
          };
      case FactState.Unobserved unseen ->
          switch (was) {
            case FactState.Unobserved past ->
                past.reason().word().equals(unseen.reason().word())
                    ? Optional.empty()
                    : Optional.of(Kind.CHANGED);
            case FactState.Observed _, FactState.NotApplicable _ -> Optional.of(Kind.UNSEEN);
          };
    };
  }

  private List<ResultChange> results() {
    Map<String, Finding> past = moved.byFingerprint(before);
    Map<String, Finding> present = byFingerprint(after);
    List<ResultChange> changes = new ArrayList<>();
    present.forEach((id, finding) -> change(past.get(id), finding).ifPresent(changes::add));
    past.forEach(
        (id, finding) -> {
          // With an endpoint that went all its results went, which says nothing of them.
          boolean there = now.containsKey(moved.now(finding.endpoint()));
          boolean judged = after.policy() != null && !present.containsKey(id);
          if (there && judged && WRONG.contains(finding.state())) {
            changes.add(
                new ResultChange(
                    Kind.CHANGED, finding, Optional.of(finding.state()), Optional.empty()));
          }
        });
    changes.sort(
        Comparator.comparing(ResultChange::kind)
            .thenComparing(change -> change.finding().severity())
            .thenComparing(change -> change.finding().endpoint())
            .thenComparing(change -> change.finding().check()));
    return changes;
  }

  private Optional<ResultChange> change(@Nullable Finding past, Finding finding) {
    State state = finding.state();
    Optional<State> was = Optional.ofNullable(past).map(Finding::state);
    // Without an earlier judgement no state can be another one.
    if (before.policy() == null
        || was.filter(state::equals).isPresent()
        || (was.isEmpty() && !WRONG.contains(state))) {
      return Optional.empty();
    }
    return Optional.of(new ResultChange(kind(was, state), finding, was, Optional.of(state)));
  }

  private static Kind kind(Optional<State> was, State is) {
    return switch (is) {
      case FAIL -> Kind.WORSE;
      case UNKNOWN -> Kind.UNKNOWN;
      case PASS, WAIVED, NOT_APPLICABLE, INFO ->
          was.filter(WRONG::contains).isPresent() ? Kind.BETTER : Kind.CHANGED;
    };
  }

  private static Map<String, Finding> byFingerprint(Report report) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    report.results().forEach(it -> findings.put(Fingerprint.of(report.run().target(), it), it));
    return findings;
  }
}
