package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.Finding.Novelty;
import io.github.prosodyprobe.report.Since.Past;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Earlier reports, against which later ones tell what is new.
 *
 * <p>A result is recognised by its {@link Fingerprint}: the check, the target, the listener and its
 * address, or the one that it has {@linkplain MovedPlaces moved} to since. A failure is new unless
 * it was one before: one that was waived and is no longer is new, and so is one at a place that
 * could not be looked at before. What cannot be looked at is new unless that was so before, so that
 * an outage is not taken for the failure that it hides.
 */
public final class Baseline {

  /** For who has none: nothing is compared. */
  public static final Baseline NONE = new Baseline(Map.of(), Presence.ABSENT);

  private enum Presence {
    GIVEN,
    ABSENT
  }

  private final Map<String, Report> byTarget;
  private final Presence presence;

  private Baseline(Map<String, Report> byTarget, Presence presence) {
    this.byTarget = Map.copyOf(byTarget);
    this.presence = presence;
  }

  /** A baseline of judged reports; of several on one target the last. */
  public static Baseline of(Collection<Report> reports) {
    Map<String, Report> byTarget = new LinkedHashMap<>();
    reports.forEach(report -> byTarget.put(report.run().target(), report));
    return new Baseline(byTarget, Presence.GIVEN);
  }

  /** The report with a word on each failure and unknown, and with what was mended. */
  public Report compared(Report report) {
    if (presence == Presence.ABSENT) {
      return report;
    }
    Report before = byTarget.get(report.run().target());
    if (before == null) {
      return report.since(Optional.empty(), marked(report, Map.of()));
    }
    MovedPlaces moved = MovedPlaces.between(before, report);
    return report.since(
        since(before, moved, byFingerprint(report)), marked(report, moved.byFingerprint(before)));
  }

  private static List<Finding> marked(Report report, Map<String, Finding> past) {
    String target = report.run().target();
    return report.results().stream()
        .map(
            finding ->
                novelty(finding, past.get(Fingerprint.of(target, finding)))
                    .map(finding::with)
                    .orElse(finding))
        .toList();
  }

  private static Map<String, Finding> byFingerprint(Report report) {
    Map<String, Finding> findings = new HashMap<>();
    String target = report.run().target();
    report.results().forEach(it -> findings.put(Fingerprint.of(target, it), it));
    return findings;
  }

  private static Optional<Novelty> novelty(Finding finding, @Nullable Finding before) {
    if (finding.state() != State.FAIL && finding.state() != State.UNKNOWN) {
      return Optional.empty();
    }
    boolean same = before != null && before.state() == finding.state();
    return Optional.of(same ? Novelty.UNCHANGED : Novelty.NEW);
  }

  private static Optional<Since> since(Report before, MovedPlaces moved, Map<String, Finding> now) {
    if (before.policy() == null) {
      return Optional.empty();
    }
    List<Past> mended = new ArrayList<>();
    List<Past> gone = new ArrayList<>();
    for (Finding failed : ResultTexts.in(State.FAIL, before.results())) {
      Finding after = now.get(moved.fingerprint(before, failed));
      if (after == null) {
        gone.add(Past.of(failed));
      } else if (after.state() == State.PASS || after.state() == State.NOT_APPLICABLE) {
        mended.add(Past.of(failed));
      }
    }
    return Optional.of(
        new Since(
            before.tool(),
            before.policy(),
            before.run().finished(),
            before.run().complete(),
            mended,
            gone));
  }
}
