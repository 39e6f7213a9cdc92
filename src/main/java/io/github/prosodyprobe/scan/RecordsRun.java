package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.target.DomainRecords;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Looks up the records that discovery had no use for, while the conversations are held. */
final class RecordsRun {

  private final ScanPlan plan;
  private final Deadline deadline;
  private final ProbeRunner runner;
  private final Set<Fact<?>> wanted;
  private final AtomicReference<@Nullable DomainRecords> records = new AtomicReference<>();

  RecordsRun(ScanPlan plan, Deadline deadline, ProbeRunner runner) {
    this.plan = plan;
    this.deadline = deadline;
    this.runner = runner;
    this.wanted = new HashSet<>(DomainRecords.FACTS);
    wanted.retainAll(plan.request().wanted(Listener.DNS));
    wanted.removeAll(plan.discovered().facts().states().keySet());
  }

  /** Looks; returns when all that is wanted is known. */
  void run() {
    Optional<Reason> declined = plan.discovered().declined();
    if (declined.isPresent()) {
      give(declined.get());
      return;
    }
    ScanRequest request = plan.request();
    try {
      records.compareAndSet(
          null,
          request.target().replacesDns()
              ? DomainRecords.replaced(request.domain(), wanted)
              : DomainRecords.look(request.domain(), wanted, request.names(), deadline));
    } catch (InterruptedException _) {
      // The scan was stopped; settle() says so.
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      give(runner.bug("looking up records", e));
    }
  }

  private void give(Reason reason) {
    Map<Fact<?>, FactState> states = new TreeMap<>();
    wanted.forEach(fact -> states.put(fact, new FactState.Unobserved(reason)));
    records.compareAndSet(null, new DomainRecords(states, List.of()));
  }

  /** Gives a reason to every fact that nobody came to. */
  void settle(boolean stopped) {
    give(
        stopped
            ? ProbeRunner.interrupted()
            : Reason.of(ReasonCode.DEADLINE_EXCEEDED, "the time limit of the scan (--timeout)"));
  }

  EndpointFacts facts() {
    EndpointFacts discovered = plan.discovered().facts();
    Map<Fact<?>, FactState> states = new TreeMap<>(discovered.states());
    settled().states().forEach(states::putIfAbsent);
    return EndpointFacts.of(discovered.endpoint(), states);
  }

  Map<String, Evidence> evidence() {
    Map<String, Evidence> evidence = new TreeMap<>();
    plan.discovered().evidence().forEach(one -> evidence.put(one.id(), one));
    settled().evidence().forEach(one -> evidence.put(one.id(), one));
    return evidence;
  }

  private DomainRecords settled() {
    DomainRecords settled = records.get();
    if (settled == null) {
      throw new IllegalStateException("the records are asked for before they are settled");
    }
    return settled;
  }
}
