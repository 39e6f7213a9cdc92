package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.text.Untrusted;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the endpoints offer of one kind, beside what the policy allows.
 *
 * @param fact of which kind
 * @param endpoints where the policy has a list of what is allowed
 * @param rows by value, of what is offered somewhere
 * @param unused what is allowed and offered nowhere
 */
record OfferTable(Fact<?> fact, List<Endpoint> endpoints, List<Row> rows, List<Untrusted> unused) {

  /**
   * One value.
   *
   * @param value the value
   * @param cells for each of the endpoints
   */
  record Row(Untrusted value, List<Cell> cells) {}

  /** A value at an endpoint. */
  enum Cell {
    OFFERED("offered and allowed"),
    OBJECTIONABLE("offered, not allowed"),
    ALLOWED("allowed, not offered"),
    UNKNOWN("not known"),
    NEITHER("neither offered nor allowed");

    private final String words;

    Cell(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** The tables of a report, the shortest first. */
  static List<OfferTable> of(Report report) {
    SortedMap<Fact<?>, SortedMap<Endpoint, Compared>> byFact = new TreeMap<>();
    for (Finding finding : report.results()) {
      for (Compared compared : finding.compared()) {
        if (compared.allowed().isPresent()
            && !(compared.observed() instanceof FactState.NotApplicable)) {
          byFact
              .computeIfAbsent(compared.fact(), _ -> new TreeMap<>())
              .putIfAbsent(finding.endpoint(), compared);
        }
      }
    }
    return byFact.entrySet().stream()
        .map(entry -> table(entry.getKey(), entry.getValue()))
        .filter(table -> !table.rows().isEmpty())
        .sorted(Comparator.comparingInt(table -> table.rows().size()))
        .toList();
  }

  private static OfferTable table(Fact<?> fact, Map<Endpoint, Compared> columns) {
    TreeSet<Untrusted> values = new TreeSet<>();
    TreeSet<Untrusted> unused = new TreeSet<>();
    for (Compared compared : columns.values()) {
      compared.allowed().ifPresent(allowed -> unused.addAll(allowed.values()));
      offered(compared).forEach(values::add);
    }
    unused.removeAll(values);
    List<Row> rows =
        values.stream()
            .map(
                value ->
                    new Row(value, columns.values().stream().map(it -> cell(value, it)).toList()))
            .toList();
    return new OfferTable(fact, List.copyOf(columns.keySet()), rows, List.copyOf(unused));
  }

  private static Stream<Untrusted> offered(Compared compared) {
    return compared.observed() instanceof FactState.Observed(TextSet(var values), String _)
        ? values.stream()
        : Stream.empty();
  }

  private static Cell cell(Untrusted value, Compared compared) {
    if (compared.observed() instanceof FactState.Unobserved) {
      return Cell.UNKNOWN;
    }
    boolean offered = offered(compared).anyMatch(value::equals);
    boolean allowed = compared.allowed().map(TextSet::values).orElse(List.of()).contains(value);
    if (offered) {
      return allowed ? Cell.OFFERED : Cell.OBJECTIONABLE;
    }
    return allowed ? Cell.ALLOWED : Cell.NEITHER;
  }
}
