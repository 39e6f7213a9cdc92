package io.github.prosodyprobe.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The risks that somebody accepted.
 *
 * @param all in the order of their files
 */
public record Waivers(List<Waiver> all) {

  /** For who accepts none. */
  public static final Waivers NONE = new Waivers(List.of());

  /** Copies the waivers. */
  public Waivers {
    all = List.copyOf(all);
  }

  /** These and others. */
  public Waivers and(Waivers others) {
    return new Waivers(Stream.concat(all.stream(), others.all.stream()).toList());
  }

  /**
   * The results with what is accepted of them. What failed or is unknown becomes {@link
   * State#WAIVED} where a waiver holds; where it has expired the result stays, and says so. All
   * else is left alone: what passes needs no waiver.
   *
   * @param names the target's names, in Unicode and in ASCII
   * @param now the time by which waivers expire
   */
  public List<Result> applied(List<Result> results, Collection<String> names, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return results.stream().map(result -> applied(result, names, today)).toList();
  }

  private Result applied(Result result, Collection<String> names, LocalDate today) {
    if (result.state() != State.FAIL && result.state() != State.UNKNOWN) {
      return result;
    }
    return lasting(result, names)
        .map(
            waiver ->
                result.with(
                    Waiving.of(waiver, result.state()),
                    waiver.holdsOn(today) ? State.WAIVED : result.state()))
        .orElse(result);
  }

  /** Of several waivers the one that holds longest. */
  private Optional<Waiver> lasting(Result result, Collection<String> names) {
    return all.stream()
        .filter(waiver -> waiver.covers(result.check().id(), result.endpoint(), names))
        .max(Comparator.comparing(waiver -> waiver.expires().orElse(LocalDate.MAX)));
  }
}
