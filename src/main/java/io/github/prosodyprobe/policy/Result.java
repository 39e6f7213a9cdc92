package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A check on one endpoint.
 *
 * @param check the check, with the severity and expectation of the policy in force
 * @param endpoint where
 * @param state what became of it
 * @param reason why it is {@link State#UNKNOWN}, or would be without a waiver; else null
 * @param because why it is {@link State#NOT_APPLICABLE}, as half a sentence, else empty
 * @param comparisons the facts that it looked at, in the check's order
 * @param waiving what a waiver says of it, whether it holds or has expired
 */
public record Result(
    Check check,
    Endpoint endpoint,
    State state,
    @Nullable Reason reason,
    String because,
    List<Comparison> comparisons,
    Optional<Waiving> waiving) {

  /** Copies the comparisons. */
  public Result {
    comparisons = List.copyOf(comparisons);
  }

  /** A result that no waiver is about. */
  public Result(
      Check check,
      Endpoint endpoint,
      State state,
      @Nullable Reason reason,
      String because,
      List<Comparison> comparisons) {
    this(check, endpoint, state, reason, because, comparisons, Optional.empty());
  }

  Result with(Waiving waiving, State other) {
    return new Result(check, endpoint, other, reason, because, comparisons, Optional.of(waiving));
  }
}
