package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.PastStates.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scans of one target.
 *
 * @param target the domain as the operator wrote it
 * @param runs the oldest first
 */
public record History(String target, List<PastRun> runs) {

  private static final Comparator<Trail> LATEST_CHANGE_FIRST =
      Comparator.comparing(Trail::changed)
          .thenComparing(Trail::since)
          .reversed()
          .thenComparing(trail -> trail.subject().check());

  /** Copies the list. */
  public History {
    runs = List.copyOf(runs);
  }

  /** The last runs, the oldest first. */
  List<PastRun> last(int number) {
    return runs.subList(Math.max(0, runs.size() - number), runs.size());
  }

  /**
   * What became of each check in each place, seen from each vantage: first what changed, the latest
   * change first.
   */
  public List<Trail> trails() {
    Map<Seen, Walk> walks = new LinkedHashMap<>();
    Map<String, Map<List<Subject>, List<Walk>>> byList = new LinkedHashMap<>();
    for (int run = 0; run < runs.size(); run++) {
      String vantage = runs.get(run).vantage();
      PastStates states = runs.get(run).states();
      // Nearly all runs share one list; looking up each of its subjects again would take the time.
      List<Walk> here =
          byList
              .computeIfAbsent(vantage, _ -> new IdentityHashMap<>())
              .computeIfAbsent(
                  states.subjects(),
                  subjects ->
                      subjects.stream()
                          .map(it -> new Seen(it, vantage))
                          .map(it -> walks.computeIfAbsent(it, _ -> new Walk(runs.size())))
                          .toList());
      for (int index = 0; index < here.size(); index++) {
        here.get(index).step(run, states.state(index));
      }
    }
    List<Trail> trails = new ArrayList<>();
    walks.forEach((seen, walk) -> trails.add(walk.trail(seen, runs)));
    trails.sort(LATEST_CHANGE_FIRST);
    return trails;
  }

  /**
   * The same without what is gone: places where a later run from the same vantage looked with the
   * same check at the same kind of listener, and which it did not meet any more.
   */
  List<Trail> current() {
    List<Trail> trails = trails();
    Map<List<String>, Instant> latest = new HashMap<>();
    trails.forEach(it -> latest.merge(kind(it), it.lastSeen(), History::later));
    return trails.stream()
        .filter(trail -> trail.lastSeen().equals(latest.get(kind(trail))))
        .toList();
  }

  private static List<String> kind(Trail trail) {
    return List.of(trail.vantage(), trail.subject().check(), trail.subject().listener());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private record Seen(Subject subject, String vantage) {}

  /** Goes from run to run, and never on its own way back. */
  private static final class Walk {

    private static final int NONE = -1;

    private final @Nullable State[] marks;
    private @Nullable State known;
    private @Nullable State before;
    private int since = NONE;
    private int unknownSince = NONE;
    private int last = NONE;

    private Walk(int runs) {
      this.marks = new State[runs];
    }

    private void step(int run, State state) {
      marks[run] = state;
      last = run;
      if (state == State.UNKNOWN) {
        unknownSince = unknownSince == NONE ? run : unknownSince;
        return;
      }
      unknownSince = NONE;
      if (state != known) {
        before = known;
        known = state;
        since = run;
      }
    }

    private Trail trail(Seen seen, List<PastRun> runs) {
      return new Trail(
          seen.subject(),
          seen.vantage(),
          known == null ? State.UNKNOWN : known,
          time(known == null ? unknownSince : since, runs),
          Optional.ofNullable(before),
          unknownSince == NONE ? Optional.empty() : Optional.of(time(unknownSince, runs)),
          time(last, runs),
          Arrays.asList(marks));
    }

    private static Instant time(int run, List<PastRun> runs) {
      return runs.get(run).finished();
    }
  }
}
