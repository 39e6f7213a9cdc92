package io.github.prosodyprobe.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a waiver says of one result. Beside {@link State#WAIVED} it holds; beside any other state it
 * has expired.
 *
 * @param reason why the risk was accepted
 * @param owner who accepted it
 * @param ticket where it is written down, or empty
 * @param expires its last day, in UTC; empty where it holds for ever
 * @param of what the result is without it: {@link State#FAIL} or {@link State#UNKNOWN}
 */
public record Waiving(
    String reason, String owner, Optional<String> ticket, Optional<LocalDate> expires, State of) {

  /** A waiver that ends within so many days is worth a word. */
  public static final int SOON = 14;

  static Waiving of(Waiver waiver, State state) {
    return new Waiving(waiver.reason(), waiver.owner(), waiver.ticket(), waiver.expires(), state);
  }

  /** Days from now to its last one, negative where that is over; empty where it holds for ever. */
  public Optional<Long> daysLeft(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return expires.map(last -> ChronoUnit.DAYS.between(today, last));
  }

  /** Whether it still holds, and not much longer. */
  public boolean endsSoon(Instant now) {
    return daysLeft(now).filter(days -> days >= 0 && days <= SOON).isPresent();
  }
}
