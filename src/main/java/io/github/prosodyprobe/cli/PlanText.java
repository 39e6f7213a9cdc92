package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.scan.ScanPlan;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a scan is going to ask of a server. */
final class PlanText {

  private PlanText() {}

  /**
   * One line: connections as with an ordinary server, ports, the most connections, time limit; or
   * that there is nothing to be done.
   */
  static String announcement(ScanPlan plan) {
    return plan.discovered()
        .declined()
        .map(why -> plan.request().domain() + ": is not looked at: " + why.detail())
        .orElseGet(() -> connections(plan));
  }

  private static String connections(ScanPlan plan) {
    long ports =
        plan.listeners().stream()
            .map(ListenerPlan::place)
            .filter(Place.Known.class::isInstance)
            .map(place -> ((Place.Known) place).address())
            .distinct()
            .count();
    return String.format(
        Locale.ROOT,
        "%s: about %s to %s, at most %d%s, within %d s",
        plan.request().domain(),
        counted(plan.usualConnections(), "connection"),
        counted(ports, "port"),
        plan.connections() - plan.further(),
        plan.further() == 0 ? "" : " and " + plan.further() + " more where host-meta leads",
        plan.request().timeout().toSeconds());
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The announcement, and one line for each place. */
  static String of(ScanPlan plan) {
    return Stream.concat(
            Stream.of(announcement(plan)),
            plan.listeners().stream().map(listener -> line(plan, listener)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(ScanPlan plan, ListenerPlan listener) {
    return "  "
        + listener.place().endpoint().named(plan.request().domain().ascii())
        + "  "
        + switch (listener.place()) {
          case Place.Known _ -> conversations(listener);
          case Place.Lost(_, Reason reason) -> "nothing: " + reason;
        };
  }

  private static String conversations(ListenerPlan listener) {
    return "about "
        + counted(listener.usualConnections(), "connection")
        + ", at most "
        + listener.connections()
        + ": "
        + String.join(", ", listener.conversations())
        + (listener.control().isPresent() ? "; when one fails, the first once more" : "");
  }
}
