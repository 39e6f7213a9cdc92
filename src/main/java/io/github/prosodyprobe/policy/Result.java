package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check on one endpoint.
 *
 * @param check the check, with the severity and expectation of the policy in force
 * @param endpoint where
 * @param state what became of it
 * @param reason why it is {@link State#UNKNOWN}, else null
 * @param because why it is {@link State#NOT_APPLICABLE}, as half a sentence, else empty
 * @param comparisons the facts that it looked at, in the check's order
 */
public record Result(
    Check check,
    Endpoint endpoint,
    State state,
    @Nullable Reason reason,
    String because,
    List<Comparison> comparisons) {

  /** Copies the comparisons. */
  public Result {
    comparisons = List.copyOf(comparisons);
  }
}
