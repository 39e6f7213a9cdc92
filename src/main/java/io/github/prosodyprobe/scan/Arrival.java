package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.probe.Probe;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Waits for a server that is coming up. A listener is up when it holds the short conversation by
 * which throttling is told from refusal: a port may accept connections while the server behind it
 * still loads. Those that are up are not asked again. Names are looked up anew before each attempt:
 * a deploy may publish them late, or move the server.
 */
final class Arrival {

  static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Too little time for one more is not used for one. */
  private static final Duration LAST_ATTEMPT = Duration.ofSeconds(1);

  private final Function<ScanPlan, ScanPlan> lookUpAgain;
  private final Function<ScanPlan, Dialer> dialing;
  private final Deadline deadline;
  private final CountDownLatch stopped;
  private final AtomicInteger attempts = new AtomicInteger();

  /**
   * Prepares.
   *
   * @param lookUpAgain makes the same plan for where names lead now
   * @param dialing what dials the places of a plan, and no others
   * @param deadline when to give up
   * @param stopped counted down to stop it
   */
  Arrival(
      Function<ScanPlan, ScanPlan> lookUpAgain,
      Function<ScanPlan, Dialer> dialing,
      Deadline deadline,
      CountDownLatch stopped) {
    this.lookUpAgain = lookUpAgain;
    this.dialing = dialing;
    this.deadline = deadline;
    this.stopped = stopped;
  }

  /** How often anybody was asked so far. */
  int attempts() {
    return attempts.get();
  }

  /** The connections that one attempt takes at the most. */
  static int connections(ScanPlan plan) {
    return plan.listeners().stream()
        .flatMap(listener -> listener.control().stream())
        .mapToInt(Probe::connections)
        .sum();
  }

  /** Waits until all are up, the time is over or the scan is stopped. */
  Arrived await(ScanPlan first) {
    ScanPlan plan = first;
    Set<AwaitedListener.Key> up = new HashSet<>();
    Duration pause = FIRST_PAUSE;
    while (true) {
      attempts.incrementAndGet();
      List<Absence> absent = ask(plan, up);
      Duration left = deadline.remaining().minus(LAST_ATTEMPT);
      if (absent.isEmpty() || !left.isPositive() || isStoppedWithin(shorter(pause, left))) {
        return new Arrived(plan, absent);
      }
      pause = shorter(pause.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
      ScanPlan again = lookUpAgain.apply(plan);
      if (isOver() && again.discovered().declined().isEmpty()) {
        // Places that were lost for want of time are not where names lead.
        return new Arrived(plan, absent);
      }
      plan = again;
    }
  }

  /** Asks those that are not up yet; returns those that are not up now. */
  private List<Absence> ask(ScanPlan plan, Set<AwaitedListener.Key> up) {
    Dialer dialer = dialing.apply(plan);
    List<AwaitedListener> awaited =
        AwaitedListener.of(plan).stream().filter(one -> !up.contains(one.key())).toList();
    try (Conversations conversations = new Conversations(dialer, deadline, stopped)) {
      conversations.hold(
          awaited.stream()
              .<Conversations.Run>map(one -> _ -> one.ask(plan.request(), dialer, deadline))
              .toList());
    }
    awaited.stream()
        .filter(one -> one.absence().isEmpty())
        .map(AwaitedListener::key)
        .forEach(up::add);
    return awaited.stream().flatMap(one -> one.absence().stream()).toList();
  }

  /** Whether nothing is left; look-ups end when less than a millisecond is. */
  private boolean isOver() {
    return deadline.remaining().toMillis() == 0;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private boolean isStoppedWithin(Duration pause) {
    try {
      return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
