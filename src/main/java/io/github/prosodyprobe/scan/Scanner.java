package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.net.AddressPolicy;
import io.github.prosodyprobe.net.Budget;
import io.github.prosodyprobe.net.ConversationThreads;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.Pace;
import io.github.prosodyprobe.target.Discovered;
import io.github.prosodyprobe.target.Discovery;
import io.github.prosodyprobe.target.FurtherPlaces;
import io.github.prosodyprobe.target.OutsiderPorts;
import io.github.prosodyprobe.target.Place;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scans one domain: looks up its listeners, holds the planned conversations with all of them at
 * once, and gathers what was seen.
 *
 * <p>{@link #stop()} from another thread ends a running scan early; what was seen until then is
 * returned.
 */
public final class Scanner {

  /** Beyond the time limit of the scan, for conversations to notice that it has passed. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<@Nullable Thread> lookingUp = new AtomicReference<>();

  /** Looks up names and decides what to do; connects to nothing. */
  public ScanPlan plan(ScanRequest request) {
    Discovered discovered = discover(request);
    List<ScanPlan.ListenerPlan> plans = new PlacePlans(request).of(discovered.places());
    return new ScanPlan(request, discovered, new IdentificationPlan(request, plans).extended());
  }

  /** Does what was planned. A scanner runs once. */
  public Observations run(ScanPlan plan) {
    ScanRequest request = plan.request();
    Instant started = request.clock().instant();
    Deadline deadline = Deadline.in(request.timeout());
    Budget budget = new Budget(plan.connections());
    Dialer dialer = new Dialer(addressPolicy(plan), new Pace(), budget);
    ProbeRunner runner = new ProbeRunner();
    List<ListenerRun> planned =
        plan.listeners().stream()
            .map(listener -> new ListenerRun(listener, request, dialer, deadline, runner))
            .toList();
    RecordsRun records = new RecordsRun(plan, deadline, runner);
    boolean finished = runAll(records, PortRuns.of(planned), dialer, deadline);
    records.settle(stopped.getCount() == 0);
    planned.forEach(run -> run.settle(stopped.getCount() == 0));
    List<ListenerRun> runs = planned.stream().filter(run -> !run.isWrongGuess()).toList();
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

  private Discovered discover(ScanRequest request) {
    lookingUp.set(Thread.currentThread());
    try {
      Deadline deadline = Deadline.in(request.timeout());
      Discovered streams =
          Discovery.find(request.target(), request::wanted, request.names(), deadline);
      AddressPolicy policy = addressPolicy(request, streams, Set.of());
      return FurtherPlaces.beside(
          streams, request.target(), request::wanted, policy, request.names(), deadline);
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

  /** Whether all runs came to their end, rather than being stopped or out of time. */
  private boolean runAll(
      RecordsRun records, List<PortRuns> ports, Dialer dialer, Deadline deadline) {
    CountDownLatch done = new CountDownLatch(ports.size() + 1);
    // Not in try-with-resources: its close would wait for conversations that were just given up.
    ExecutorService executor = ConversationThreads.executor();
    Thread stopper =
        ConversationThreads.start(
            () -> {
              try {
                stopped.await();
                executor.shutdownNow();
                dialer.hangUp();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      submit(executor, records::run, done);
      ports.forEach(port -> submit(executor, () -> port.run(executor), done));
      return done.await(deadline.remaining().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
          && stopped.getCount() > 0
          && !deadline.remaining().isZero();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      stopper.interrupt();
      executor.shutdownNow();
      dialer.hangUp();
    }
  }

  private static void submit(ExecutorService executor, Runnable run, CountDownLatch done) {
    executor.execute(
        () -> {
          try {
            run.run();
          } finally {
            done.countDown();
          }
        });
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
