package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.policy.Waiver;
import io.github.prosodyprobe.policy.Waivers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the waivers that nothing needs any more, or that were never written right. */
public final class UnusedWaivers {

  private static final Set<State> NEEDING = Set.of(State.FAIL, State.UNKNOWN, State.WAIVED);

  private UnusedWaivers() {}

  /**
   * Of the waivers for checks of the policy those that are about nothing that is wrong. A scan that
   * did not come to its end says nothing of what it did not look at.
   */
  public static List<Waiver> among(Waivers waivers, Policy policy, List<Judged> reports) {
    return waivers.all().stream()
        .filter(
            waiver ->
                policy.checks().stream().anyMatch(check -> waiver.check().matches(check.id())))
        .filter(waiver -> isUnused(waiver, reports.stream().map(Judged::report).toList()))
        .toList();
  }

  /** Whether reports that are about the waiver's target, all complete, show no need of it. */
  public static boolean isUnused(Waiver waiver, List<Report> reports) {
    List<Report> about = reports.stream().filter(it -> waiver.isAbout(hosts(it))).toList();
    return !about.isEmpty()
        && about.stream().allMatch(report -> report.run().complete())
        && reports.stream().noneMatch(report -> isUsed(waiver, report));
  }

  /** The target, and the hosts that its server has beside it. */
  private static Set<String> hosts(Report report) {
    Set<String> hosts = new TreeSet<>(report.names());
    report.facts().forEach(facts -> hosts.add(facts.endpoint().domain()));
    return hosts;
  }

  private static boolean isUsed(Waiver waiver, Report report) {
    return report.results().stream()
        .filter(finding -> NEEDING.contains(finding.state()))
        .anyMatch(finding -> waiver.covers(finding.check(), finding.endpoint(), report.names()));
  }
}
