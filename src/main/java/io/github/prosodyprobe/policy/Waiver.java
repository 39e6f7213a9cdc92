package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.policy.match.Glob;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A risk that somebody accepted, until a day: where a check may fail without failing the scan.
 *
 * @param check the check's id, or a pattern of ids
 * @param target the domain that it is about; empty for all
 * @param endpoint a listener's word, an address, or both with a space between; empty for all
 * @param reason why the risk is accepted
 * @param owner who accepted it
 * @param ticket where it is written down, or empty
 * @param expires the last day on which it holds, in UTC; empty where it holds for ever
 * @param declared where it is written
 */
public record Waiver(
    Glob check,
    Optional<String> target,
    Optional<Glob> endpoint,
    String reason,
    String owner,
    Optional<String> ticket,
    Optional<LocalDate> expires,
    Location declared) {

  /**
   * Whether it is about a target at all.
   *
   * @param names the target's names, in Unicode and in ASCII
   */
  public boolean isAbout(Collection<String> names) {
    return target.isEmpty() || names.stream().anyMatch(target.get()::equalsIgnoreCase);
  }

  /**
   * Whether it is about this check at this place. A host that the target's server has beside it is
   * named by its own domain, or with all others by the target's.
   *
   * @param names the names of the target that was scanned, in Unicode and in ASCII
   */
  public boolean covers(String id, Endpoint place, Collection<String> names) {
    boolean here = isAbout(names) || target.filter(place.domain()::equalsIgnoreCase).isPresent();
    return here && check.matches(id) && covers(place);
  }

  private boolean covers(Endpoint place) {
    return endpoint.isEmpty()
        || Stream.of(place.listener().word(), place.address(), place.toString())
            .anyMatch(endpoint.get()::matches);
  }

  /** Whether it still holds on a day. */
  boolean holdsOn(LocalDate day) {
    return expires.isEmpty() || !day.isAfter(expires.get());
  }
}
