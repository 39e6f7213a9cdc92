package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.net.AddressPolicy;
import io.github.prosodyprobe.net.Budget;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.Pace;
import io.github.prosodyprobe.target.Discovered;
import io.github.prosodyprobe.target.Discovery;
import io.github.prosodyprobe.target.FurtherPlaces;
import io.github.prosodyprobe.target.OutsiderPorts;
import io.github.prosodyprobe.target.Place;
import io.github.prosodyprobe.target.Wish;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scans one domain: looks up its listeners, holds the planned conversations with all of them at
 * once, then with those that host-meta names beside them, and gathers what was seen.
 *
 * <p>{@link #stop()} from another thread ends a running scan early; what was seen until then is
 * returned.
 */
public final class Scanner {

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<@Nullable Thread> lookingUp = new AtomicReference<>();

  private volatile Supplier<Progress> progress =
      () -> new Progress(Progress.Stage.LOOKING_UP, 0, 0);

  /** How far it has come; may be asked from any thread. */
  public Progress progress() {
    return progress.get();
  }

  /** Looks up names and decides what to do; connects to nothing. */
  public ScanPlan plan(ScanRequest request) {
    return plan(request, Deadline.in(request.timeout()));
  }

  private ScanPlan plan(ScanRequest request, Deadline deadline) {
    Discovered discovered = lookedUp(() -> discover(request, deadline));
    List<ScanPlan.ListenerPlan> plans = new PlacePlans(request).of(discovered.places());
    List<ScanPlan.ListenerPlan> extended = new IdentificationPlan(request, plans).extended();
    int further = new HostMetaLeads(request).connections(extended);
    return new ScanPlan(request, discovered, extended, further);
  }

  /**
   * Waits for a server that is coming up, with short conversations that are not part of the plan.
   *
   * @param patience how long at the most
   * @return the plan for where names lead then, with the listeners that are not up after that, or
   *     when the scan is stopped
   */
  public Arrived await(ScanPlan plan, Duration patience) {
    Pace pace = new Pace();
    Deadline deadline = Deadline.in(patience);
    Arrival arrival =
        new Arrival(
            earlier ->
                plan(
                    earlier.request().lookingUpAgain(), deadline.orIn(earlier.request().timeout())),
            asked -> new Dialer(addressPolicy(asked), pace, new Budget(Arrival.connections(asked))),
            deadline,
            stopped);
    progress = () -> new Progress(Progress.Stage.WAITING, arrival.attempts(), 0);
    return arrival.await(plan);
  }

  /** Does what was planned. A scanner runs once. */
  public Observations run(ScanPlan plan) {
    ScanRequest request = plan.request();
    Instant started = request.clock().instant();
    Deadline deadline = Deadline.in(request.timeout());
    Budget budget = new Budget(plan.connections());
    Dialer dialer = new Dialer(addressPolicy(plan), new Pace(), budget);
    progress =
        () ->
            new Progress(Progress.Stage.TALKING, budget.connectionsUsed(), plan.usualConnections());
    ProbeRunner runner = new ProbeRunner();
    Function<ScanPlan.ListenerPlan, ListenerRun> start =
        listener -> new ListenerRun(listener, request, dialer, deadline, runner);
    List<ListenerRun> planned = plan.listeners().stream().map(start).toList();
    List<ListenerRun> led = List.of();
    RecordsRun records = new RecordsRun(plan, deadline, runner);
    boolean finished;
    try (Conversations conversations = new Conversations(dialer, deadline, stopped)) {
      finished = conversations.hold(withRecords(records, planned));
      if (finished && plan.further() > 0) {
        led = leads(request, planned, deadline, runner).stream().map(start).toList();
        finished = conversations.hold(ports(led));
      }
    }
    boolean isStopped = stopped.getCount() == 0;
    records.settle(isStopped);
    planned.forEach(run -> run.settle(isStopped));
    led.forEach(run -> run.settle(isStopped));
    List<ListenerRun> runs =
        Stream.concat(planned.stream(), led.stream()).filter(run -> !run.isWrongGuess()).toList();
    Map<String, Evidence> evidence = evidence(records, runs);
    PortKinds kinds = PortKinds.of(plan, planned.stream().map(ListenerRun::facts).toList());
    kinds.evidence().forEach(shown -> evidence.put(shown.id(), shown));
    List<EndpointFacts> facts = new ArrayList<>();
    facts.add(kinds.added(records.facts()));
    runs.forEach(run -> facts.add(run.facts()));
    ClosedPorts ports = ClosedPorts.among(facts);
    evidence.putAll(ports.evidence());
    List<Dane.Served> served = runs.stream().flatMap(run -> run.served().stream()).toList();
    Instant finishedAt = request.clock().instant();
    return new Observations(
        Dane.matched(
            Consistency.compared(ports.endpoints(), request::wanted),
            served,
            request::wanted,
            finishedAt),
        evidence,
        started,
        finishedAt,
        finished,
        plan.connections(),
        budget.connectionsUsed(),
        runner.bugs());
  }

  private static List<Conversations.Run> withRecords(
      RecordsRun records, List<ListenerRun> listeners) {
    List<Conversations.Run> runs = new ArrayList<>(ports(listeners));
    runs.add(_ -> records.run());
    return runs;
  }

  private static List<Conversations.Run> ports(List<ListenerRun> listeners) {
    return PortRuns.of(listeners).stream().<Conversations.Run>map(port -> port::run).toList();
  }

  private List<ScanPlan.ListenerPlan> leads(
      ScanRequest request, List<ListenerRun> ended, Deadline deadline, ProbeRunner runner) {
    List<EndpointFacts> seen =
        ended.stream().filter(run -> !run.isWrongGuess()).map(ListenerRun::facts).toList();
    try {
      return lookedUp(() -> new HostMetaLeads(request).plans(seen, deadline));
    } catch (RuntimeException e) {
      // What was seen before is worth more than what would have been.
      runner.bug("looking up where host-meta leads", e);
      return List.of();
    }
  }

  private Discovered discover(ScanRequest request, Deadline deadline) {
    Discovered streams;
    try (Wish wish = Wish.ask(request.target(), request.names(), deadline)) {
      streams = Discovery.find(request.target(), request::wanted, request.names(), deadline);
      Optional<Reason> declined = wish.declined();
      if (declined.isPresent()) {
        return streams.declined(declined.get());
      }
    }
    AddressPolicy policy = addressPolicy(request, streams, Set.of());
    return FurtherPlaces.beside(
        streams, request.target(), request::wanted, policy, request.names(), deadline);
  }

  /** Looks up names in a way that {@link #stop()} can end. */
  private <T> T lookedUp(Supplier<T> lookup) {
    lookingUp.set(Thread.currentThread());
    try {
      return lookup.get();
    } finally {
      lookingUp.set(null);
      // What stop() did to end the look-up must not end what comes after it, such as the report.
      Thread.interrupted();
    }
  }

  /** Ends the scan that is running, or keeps the next one from starting. */
  public void stop() {
    stopped.countDown();
    Thread thread = lookingUp.get();
    if (thread != null) {
      thread.interrupt();
    }
  }

  private static AddressPolicy addressPolicy(
      ScanRequest request, Discovered discovered, Set<InetSocketAddress> insiders) {
    return new AddressPolicy(
        switch (request.vantage()) {
          case EXTERNAL -> AddressPolicy.Reach.PUBLIC_ONLY;
          case INTERNAL -> AddressPolicy.Reach.PRIVATE_TOO;
        },
        discovered.named(),
        insiders);
  }

  private static AddressPolicy addressPolicy(ScanPlan plan) {
    return addressPolicy(
        plan.request(),
        plan.discovered(),
        plan.discovered().places().stream()
            .filter(place -> OutsiderPorts.LISTENERS.contains(place.endpoint().listener()))
            .filter(Place.Known.class::isInstance)
            .map(place -> ((Place.Known) place).address())
            .collect(Collectors.toSet()));
  }

  private static Map<String, Evidence> evidence(RecordsRun records, List<ListenerRun> runs) {
    Map<String, Evidence> evidence = new TreeMap<>(records.evidence());
    runs.forEach(run -> evidence.putAll(run.evidence()));
    return evidence;
  }
}
