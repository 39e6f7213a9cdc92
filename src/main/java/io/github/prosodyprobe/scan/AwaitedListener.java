package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Listener;
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
import java.util.stream.Collectors;

/**
 * A listener that is waited for, at places of which one must be up. What the operator named is
 * waited for, each; of what DNS says, one address of each service: it may have the others in vain
 * for years.
 */
final class AwaitedListener {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String SHUTTING_DOWN = "system-shutdown";

  /**
   * Tells listeners apart; one that has moved is another.
   *
   * @param who what the operator named; empty where DNS leads there
   * @param places all its places, in no order
   */
  record Key(Listener listener, String domain, String who, Set<Place> places) {}

  private final List<ListenerPlan> plans;
  private final Key key;
  private volatile Optional<Absence> absence;

  private AwaitedListener(String who, List<ListenerPlan> plans) {
    Place first = plans.getFirst().place();
    this.plans = plans;
    this.key =
        new Key(
            first.endpoint().listener(),
            first.endpoint().domain(),
            who,
            plans.stream().map(ListenerPlan::place).collect(Collectors.toUnmodifiableSet()));
    this.absence =
        Optional.of(
            new Absence(
                first.endpoint(),
                Reason.of(ReasonCode.DEADLINE_EXCEEDED, "there was no time to ask")));
  }

  /** All that are worth waiting for. */
  static List<AwaitedListener> of(ScanPlan plan) {
    record Name(Listener listener, String domain, String who) {}
    Map<Name, List<ListenerPlan>> groups = new LinkedHashMap<>();
    for (ListenerPlan listener : plan.listeners()) {
      Place place = listener.place();
      if (listener.control().isPresent() && mayBeUp(place)) {
        Name name =
            new Name(place.endpoint().listener(), place.endpoint().domain(), who(plan, place));
        groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(listener);
      }
    }
    return groups.entrySet().stream()
        .map(group -> new AwaitedListener(group.getKey().who(), group.getValue()))
        .toList();
  }

  private static boolean mayBeUp(Place place) {
    return switch (place) {
      case Place.Known known -> known.claim() == Place.Claim.SAID;
      case Place.Lost lost -> mayAppear(lost);
    };
  }

  /**
   * Where no host was looked up, as there is no word of one or the word is of no port, waiting
   * brings none.
   */
  private static boolean mayAppear(Place.Lost lost) {
    return switch (lost.reason().code()) {
      case DNS_NXDOMAIN, DNS_NO_ADDRESS ->
          !lost.endpoint().address().equals(lost.endpoint().domain());
      case DNS_SERVFAIL, DNS_TIMEOUT, DNS_UNREACHABLE -> true;
      case DNS_BAD_ANSWER -> !lost.endpoint().address().endsWith(":0");
      default -> false;
    };
  }

  private static String who(ScanPlan plan, Place place) {
    return switch (place) {
      case Place.Known known ->
          plan.discovered().named().contains(known.address())
              ? known.host() + ":" + known.address().getPort()
              : "";
      case Place.Lost lost -> isNamed(plan, lost) ? lost.endpoint().address() : "";
    };
  }

  private static boolean isNamed(ScanPlan plan, Place.Lost lost) {
    return plan.request().target().connects().stream()
        .anyMatch(connect -> connect.listener() == lost.endpoint().listener());
  }

  Key key() {
    return key;
  }

  /** Why it is not up, if so; until it is asked, it is not. */
  Optional<Absence> absence() {
    return absence;
  }

  /** Asks at one place after the other, until somebody is up. */
  void ask(ScanRequest request, Dialer dialer, Deadline deadline) {
    for (ListenerPlan plan : plans) {
      absence =
          end(plan, request, dialer, deadline)
              .map(reason -> new Absence(plan.place().endpoint(), reason));
      if (absence.isEmpty()) {
        return;
      }
    }
  }

  private static Optional<Reason> end(
      ListenerPlan plan, ScanRequest request, Dialer dialer, Deadline deadline) {
    return switch (plan.place()) {
      case Place.Lost lost -> Optional.of(lost.reason());
      case Place.Known place ->
          new ProbeRunner()
              .run(
                  plan.control().orElseThrow(),
                  context(place, request, dialer, deadline),
                  new Findings())
              .filter(AwaitedListener::isAbsence);
    };
  }

  private static boolean isAbsence(Reason end) {
    return ConnectionEnds.SUSPECT.contains(end.code())
        || end.code() == ReasonCode.HTTP_TIMEOUT
        || end.code() == ReasonCode.INTERRUPTED
        || (end.code() == ReasonCode.STREAM_ERROR && end.parameter().is(SHUTTING_DOWN));
  }

  private static ProbeContext context(
      Place.Known place, ScanRequest request, Dialer dialer, Deadline deadline) {
    return new ProbeContext(
        place.endpoint(),
        place.address(),
        dialer,
        deadline.orIn(PATIENCE),
        Set.of(),
        request.trust(),
        request.clock(),
        "",
        place.location());
  }
}
