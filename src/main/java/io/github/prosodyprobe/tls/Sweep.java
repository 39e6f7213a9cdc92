package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import java.util.List;
import java.util.Optional;

/**
 * Which of some candidates a server accepts.
 *
 * @param candidates all that were asked for
 * @param accepted those that it chose, in the order of its choices
 * @param cutShort why the rest is unknown; empty when it refused the rest
 * @param <T> suites or groups
 */
record Sweep<T>(List<T> candidates, List<T> accepted, Optional<Reason> cutShort) {

  Sweep {
    candidates = List.copyOf(candidates);
    accepted = List.copyOf(accepted);
  }

  /** A sweep that nobody wanted. */
  static <T> Sweep<T> notWanted(List<T> candidates) {
    return new Sweep<>(
        candidates,
        List.of(),
        Optional.of(Reason.of(ReasonCode.NOT_PROBED, "left out of this scan")));
  }
}
