package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.probe.Findings;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits for a server that is coming up. A listener is up when it holds the short conversation by
 * which throttling is told from refusal: a port may accept connections while the server behind it
 * still loads. Those that are up are not asked again.
 */
final class Arrival {

  static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Too little time for one more is not used for one. */
  private static final Duration LAST_ATTEMPT = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String SHUTTING_DOWN = "system-shutdown";

  private final ScanPlan plan;
  private final Dialer dialer;
  private final Deadline deadline;
  private final CountDownLatch stopped;
  private final ProbeRunner runner = new ProbeRunner();
  private final AtomicInteger attempts = new AtomicInteger();

  Arrival(ScanPlan plan, Dialer dialer, Deadline deadline, CountDownLatch stopped) {
    this.plan = plan;
    this.dialer = dialer;
    this.deadline = deadline;
    this.stopped = stopped;
  }

  /** How often anybody was asked so far. */
  int attempts() {
    return attempts.get();
  }

  /** The connections that waiting takes at the most. */
  static int connections(ScanPlan plan, Duration patience) {
    long rounds = patience.dividedBy(FIRST_PAUSE) + 2;
    long each =
        plan.listeners().stream()
            .flatMap(listener -> listener.control().stream())
            .mapToInt(control -> control.connections())
            .sum();
    return (int) Math.min(Integer.MAX_VALUE, rounds * each);
  }

  /** Waits; returns what is still absent when the time is over or the scan is stopped. */
  List<Absence> await() {
    List<Group> absent = groups();
    Duration pause = FIRST_PAUSE;
    try (Conversations conversations = new Conversations(dialer, deadline, stopped)) {
      while (true) {
        attempts.incrementAndGet();
        conversations.hold(
            absent.stream().<Conversations.Run>map(group -> _ -> group.ask()).toList());
        absent = absent.stream().filter(group -> group.absence().isPresent()).toList();
        Duration left = deadline.remaining().minus(LAST_ATTEMPT);
        if (absent.isEmpty() || !left.isPositive() || isStoppedWithin(shorter(pause, left))) {
          return absent.stream().flatMap(group -> group.absence().stream()).toList();
        }
        pause = shorter(pause.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
      }
    }
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

  /**
   * What the operator named is waited for, each; of what DNS says, one address of each service: it
   * may have the others in vain for years.
   */
  private List<Group> groups() {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (ListenerPlan listener : plan.listeners()) {
      if (listener.place() instanceof Place.Known place
          && place.claim() == Place.Claim.SAID
          && listener.control().isPresent()) {
        boolean named = plan.discovered().named().contains(place.address());
        String who = named ? place.host() + " " + place.address().getPort() : "";
        String key = place.endpoint().listener() + " " + place.endpoint().domain() + " " + who;
        groups.computeIfAbsent(key, _ -> new Group()).listeners.add(listener);
      }
    }
    return List.copyOf(groups.values());
  }

  /** Listeners of which one must be up. */
  private final class Group {

    private final List<ListenerPlan> listeners = new ArrayList<>();
    private volatile Optional<Absence> absence = Optional.empty();

    Optional<Absence> absence() {
      return absence;
    }

    void ask() {
      for (ListenerPlan listener : listeners) {
        Place.Known place = (Place.Known) listener.place();
        absence =
            runner
                .run(listener.control().orElseThrow(), context(place), new Findings())
                .filter(Arrival::isAbsence)
                .map(reason -> new Absence(place.endpoint(), reason));
        if (absence.isEmpty()) {
          return;
        }
      }
    }
  }

  private static boolean isAbsence(Reason end) {
    return ConnectionEnds.SUSPECT.contains(end.code())
        || end.code() == ReasonCode.HTTP_TIMEOUT
        || end.code() == ReasonCode.INTERRUPTED
        || (end.code() == ReasonCode.STREAM_ERROR && end.parameter().is(SHUTTING_DOWN));
  }

  private ProbeContext context(Place.Known place) {
    return new ProbeContext(
        place.endpoint(),
        place.address(),
        dialer,
        deadline.orIn(PATIENCE),
        Set.of(),
        plan.request().trust(),
        plan.request().clock(),
        "",
        place.location());
  }
}
