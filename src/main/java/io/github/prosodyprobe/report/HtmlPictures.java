package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.text.Untrusted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws what one would rather look at than read, as inline SVG with words for those who listen. */
final class HtmlPictures {

  /** A public certificate of today is not valid for longer. */
  private static final long FULL_BAR_DAYS = 200;

  static final List<State> COUNTED =
      List.of(State.PASS, State.FAIL, State.UNKNOWN, State.WAIVED, State.NOT_APPLICABLE);

  private final Markup html;
  private final Report report;

  HtmlPictures(Markup html, Report report) {
    this.html = html;
    this.report = report;
  }

  /** How the results spread over the states. */
  void counts() {
    int all = report.results().size();
    if (all == 0) {
      return;
    }
    html.open(
        "svg",
        "class",
        "bar",
        "viewBox",
        "0 0 " + all + " 1",
        "preserveAspectRatio",
        "none",
        "aria-hidden",
        "true");
    int from = 0;
    for (State state : COUNTED) {
      int count = ResultTexts.in(state, report.results()).size();
      bar(state.word(), from, count);
      from += count;
    }
    html.end();
  }

  private void bar(String ink, long from, long length) {
    html.empty(
        "rect",
        "class",
        ink,
        "x",
        Long.toString(from),
        "width",
        Long.toString(length),
        "height",
        "1");
  }

  /** What each endpoint offers beside what is allowed. */
  void offers() {
    List<OfferTable> tables = OfferTable.of(report);
    if (tables.isEmpty()) {
      return;
    }
    List<Endpoint> columns =
        tables.stream().flatMap(it -> it.endpoints().stream()).distinct().sorted().toList();
    html.open("section").element("h2", "Offered and allowed").ours("\n");
    legend();
    html.open("ol", "class", "places");
    columns.forEach(it -> html.element("li", it.named(report.domain())));
    html.end();
    tables.forEach(table -> table(table, columns));
    html.end();
  }

  private void legend() {
    html.open("p", "class", "legend");
    for (OfferTable.Cell cell : OfferTable.Cell.values()) {
      if (cell != OfferTable.Cell.NEITHER) {
        html.open("span");
        symbol(cell, "presentation");
        html.text(" " + cell.words()).close().text(" ");
      }
    }
    html.end();
  }

  private void table(OfferTable table, List<Endpoint> columns) {
    String title = table.fact().description();
    html.open("div", "class", "scrolls", "tabindex", "0", "role", "group", "aria-label", title);
    html.open("table").element("caption", title + " (" + table.fact().name() + ")");
    html.open("thead").open("tr").element("th", "offered", "scope", "col");
    for (Endpoint endpoint : table.endpoints()) {
      String column = Integer.toString(columns.indexOf(endpoint) + 1);
      html.element("th", column, "scope", "col", "title", endpoint.named(report.domain()));
    }
    html.close().close().open("tbody").ours("\n");
    for (OfferTable.Row row : table.rows()) {
      html.open("tr").element("th", row.value().toString(), "scope", "row");
      for (OfferTable.Cell cell : row.cells()) {
        html.open("td");
        symbol(cell, "img");
        html.close();
      }
      html.end();
    }
    html.close().close().end();
    if (!table.unused().isEmpty()) {
      String unused =
          table.unused().stream().map(Untrusted::toString).collect(Collectors.joining(", "));
      html.element("p", "Allowed, and offered nowhere: " + unused, "class", "run").ours("\n");
    }
  }

  /** Shapes differ too, for those who see no colours. */
  private void symbol(OfferTable.Cell cell, String role) {
    if (role.equals("img")) {
      html.open(
          "svg", "class", "cell", "viewBox", "0 0 16 16", "role", role, "aria-label", cell.words());
    } else {
      html.open("svg", "class", "cell", "viewBox", "0 0 16 16", "aria-hidden", "true");
    }
    switch (cell) {
      case OFFERED -> circle("pass");
      case OBJECTIONABLE -> {
        html.empty("rect", "class", "fail", "width", "16", "height", "16", "rx", "2");
        html.empty("path", "class", "cross", "d", "M4 4L12 12M12 4L4 12");
      }
      case ALLOWED -> circle("ring");
      case UNKNOWN ->
          html.element(
              "text", "?", "class", "question", "x", "8", "y", "13", "text-anchor", "middle");
      case NEITHER -> {}
    }
    html.close();
  }

  private void circle(String ink) {
    html.empty("circle", "class", ink, "cx", "8", "cy", "8", "r", "6");
  }

  /** How long the certificates last; endpoints with the same end share a bar. */
  void certificates() {
    Map<Instant, List<Endpoint>> ends = new TreeMap<>();
    for (EndpointFacts facts : report.facts()) {
      if (facts.state(CertificateFacts.NOT_AFTER)
          instanceof FactState.Observed(FactValue.Moment(Instant end), String _)) {
        ends.computeIfAbsent(end, _ -> new ArrayList<>()).add(facts.endpoint());
      }
    }
    if (ends.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Days left of certificates").ours("\n");
    html.open("ul", "class", "certificates");
    ends.forEach(this::certificate);
    html.close().end();
  }

  private void certificate(Instant end, List<Endpoint> endpoints) {
    long days = Duration.between(report.run().finished(), end).toDays();
    boolean over = end.isBefore(report.run().finished());
    String words = over ? "ended " + -days + " days ago" : days + " days";
    html.open("li").element("strong", words).text(", " + (over ? "on " : "until ") + end);
    html.open(
        "svg",
        "class",
        "bar",
        "viewBox",
        "0 0 " + FULL_BAR_DAYS + " 1",
        "preserveAspectRatio",
        "none",
        "aria-hidden",
        "true");
    bar("track", 0, FULL_BAR_DAYS);
    bar(objectedTo(endpoints) || over ? "fail" : "pass", 0, Math.clamp(days, 0, FULL_BAR_DAYS));
    html.close();
    String places =
        endpoints.stream().map(it -> it.named(report.domain())).collect(Collectors.joining(", "));
    html.element("span", places, "class", "run").end();
  }

  private boolean objectedTo(List<Endpoint> endpoints) {
    return ResultTexts.in(State.FAIL, report.results()).stream()
        .filter(finding -> endpoints.contains(finding.endpoint()))
        .flatMap(finding -> ResultTexts.relevant(finding).stream())
        .anyMatch(compared -> compared.fact().equals(CertificateFacts.NOT_AFTER));
  }
}
