package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.target.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * What is guessed to be at one port, in turn behind the first that is looked for there: where that
 * one meets nobody, the others are not tried.
 */
record PortRuns(List<ListenerRun> runs) {

  /** All runs; each is on its own unless something is guessed to be at its port. */
  static List<PortRuns> of(List<ListenerRun> all) {
    Map<Object, List<ListenerRun>> ports = new LinkedHashMap<>();
    for (ListenerRun run : all) {
      Object port =
          run.place() instanceof Place.Known known && isGuessedAt(known, all)
              ? known.address()
              : run;
      ports.computeIfAbsent(port, _ -> new ArrayList<>()).add(run);
    }
    return ports.values().stream().map(PortRuns::new).toList();
  }

  private static boolean isGuessedAt(Place.Known known, List<ListenerRun> all) {
    return all.stream()
        .filter(ListenerRun::isGuess)
        .anyMatch(run -> ((Place.Known) run.place()).address().equals(known.address()));
  }

  /** Holds the conversations; returns when all have ended. */
  void run(ExecutorService executor) {
    ListenerRun first = runs.getFirst();
    first.run(executor);
    for (ListenerRun run : runs.subList(1, runs.size())) {
      Optional<Reason> nobody = first.notAccepted().filter(_ -> run.isGuess());
      if (nobody.isPresent()) {
        run.leaveOut(nobody.get());
      } else {
        run.run(executor);
      }
    }
  }
}
