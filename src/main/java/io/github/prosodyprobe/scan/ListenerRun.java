package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.WebSocketFacts;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.probe.Findings;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import io.github.prosodyprobe.target.Place.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/** The conversations with one listener: first the gate, then the others side by side. */
final class ListenerRun {

  /** How long one probe may take, its waiting for a free connection included. */
  private static final Duration PROBE_TIME = Duration.ofSeconds(30);

  private static final Duration PATIENCE_WITH_GUESSES = Duration.ofSeconds(5);

  private final ListenerPlan plan;
  private final ScanRequest request;
  private final Dialer dialer;
  private final Deadline deadline;
  private final ProbeRunner runner;
  private final Findings findings = new Findings();
  private volatile Optional<Reason> end = Optional.empty();

  ListenerRun(
      ListenerPlan plan,
      ScanRequest request,
      Dialer dialer,
      Deadline deadline,
      ProbeRunner runner) {
    this.plan = plan;
    this.request = request;
    this.dialer = dialer;
    this.deadline = deadline;
    this.runner = runner;
    plan.leftOut().forEach(findings::notApplicable);
  }

  /** Holds the conversations; returns when all have ended. */
  void run(ExecutorService executor) {
    switch (plan.place()) {
      case Place.Lost(_, Reason reason) -> give(reason);
      case Place.Known place -> {
        end = runner.run(plan.gate(), firstContext(place), findings);
        plan.kind().ifPresent(kind -> runner.run(kind, context(place), findings));
        if (end.isPresent()) {
          give(end.get());
        } else {
          sideBySide(place, executor);
        }
      }
    }
  }

  /** Does without the conversations where another one showed that nobody is at the port. */
  void leaveOut(Reason because) {
    end = Optional.of(because);
    give(because);
  }

  /** Why no connection came about, if so. */
  Optional<Reason> notAccepted() {
    return end.filter(reason -> ConnectionEnds.NOT_ACCEPTED.contains(reason.code()));
  }

  /** Whether nothing of the kind is where nobody said that it is, so that there is no endpoint. */
  boolean isWrongGuess() {
    return isGuess()
        && (findings.states().values().stream().noneMatch(FactState.Observed.class::isInstance)
            ? end.filter(this::showsNobody).isPresent()
            : says(BoshFacts.SESSION, BoshFacts.ABSENT)
                || says(WebSocketFacts.STREAM, WebSocketFacts.REFUSED)
                || answersOtherwise());
  }

  private boolean showsNobody(Reason reason) {
    return plan.place().endpoint().domain().equals(request.domain().ascii())
        ? ConnectionEnds.showsNoWebServer(reason)
        : ConnectionEnds.showsUnknownHost(reason);
  }

  private boolean answersOtherwise() {
    return plan.place().endpoint().listener() == Listener.HTTP
        && findings.states().get(PortFacts.ANSWER) instanceof FactState.Observed
        && !findings.saw(PortFacts.ANSWER, PortFacts.HTTP);
  }

  private boolean says(Fact<FactValue.Text> fact, String beginning) {
    return findings.states().get(fact) instanceof FactState.Observed(FactValue value, _)
        && value.toString().startsWith(beginning);
  }

  boolean isGuess() {
    return plan.place() instanceof Place.Known known && known.claim() == Claim.GUESSED;
  }

  Place place() {
    return plan.place();
  }

  private void give(Reason reason) {
    Stream.of(Stream.of(plan.gate()), plan.probes().stream(), plan.kind().stream())
        .flatMap(probes -> probes)
        .flatMap(probe -> probe.yields().stream())
        .forEach(fact -> findings.unobserved(fact, reason));
  }

  private void sideBySide(Place.Known place, ExecutorService executor) {
    List<Future<Optional<Reason>>> running = new ArrayList<>();
    try {
      for (Probe probe : plan.probes()) {
        running.add(executor.submit(() -> runner.run(probe, context(place), findings)));
      }
      boolean suspicious = false;
      for (Future<Optional<Reason>> probe : running) {
        suspicious |=
            probe
                .get()
                .filter(reason -> ConnectionEnds.SUSPECT.contains(reason.code()))
                .isPresent();
      }
      if (suspicious) {
        tellThrottlingFromRefusal(place);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException | CancellationException _) {
      // The scan was stopped; settle() says so of everything that is missing.
    } catch (ExecutionException e) {
      throw new IllegalStateException("the probe runner let an exception out", e);
    }
  }

  private void tellThrottlingFromRefusal(Place.Known place) {
    Optional<Reason> control =
        plan.control().flatMap(probe -> runner.run(probe, context(place), findings));
    if (deadline.remaining().isZero()) {
      // It was our own time that ran out, which says nothing of the server.
      return;
    }
    control
        .filter(reason -> ConnectionEnds.SUSPECT.contains(reason.code()))
        .ifPresent(
            reason ->
                findings.replaceReasons(
                    ConnectionEnds.SUSPECT,
                    Reason.of(
                        ReasonCode.THROTTLED,
                        "the server stopped answering during the scan; a control connection ended"
                            + " with "
                            + reason.word())));
  }

  /** Without what is looked at elsewhere, for which no connection was announced either. */
  private Set<Fact<?>> wanted() {
    Set<Fact<?>> wanted = new HashSet<>(request.wanted(plan.place().endpoint().listener()));
    wanted.removeAll(plan.leftOut().keySet());
    return wanted;
  }

  /** Where nobody said that somebody is, nobody is waited for long. */
  private ProbeContext firstContext(Place.Known place) {
    return switch (place.claim()) {
      case SAID -> context(place);
      case GUESSED -> context(place).within(PATIENCE_WITH_GUESSES);
    };
  }

  private ProbeContext context(Place.Known place) {
    return new ProbeContext(
        place.endpoint(),
        place.address(),
        dialer,
        deadline.orIn(PROBE_TIME),
        wanted(),
        request.trust(),
        request.clock(),
        request.canary(),
        place.location(),
        LedHosts.of(request, place));
  }

  /** Gives a reason to every fact that nobody came to. */
  void settle(boolean stopped) {
    give(
        stopped
            ? ProbeRunner.interrupted()
            : Reason.of(ReasonCode.DEADLINE_EXCEEDED, "the time limit of the scan (--timeout)"));
  }

  EndpointFacts facts() {
    return EndpointFacts.of(plan.place().endpoint(), findings.states());
  }

  /** What the place served, for its TLSA records; nothing where there was no place to go to. */
  Optional<Dane.Served> served() {
    return switch (plan.place()) {
      case Place.Known place -> Optional.of(new Dane.Served(place, findings.served()));
      case Place.Lost _ -> Optional.empty();
    };
  }

  Map<String, Evidence> evidence() {
    return findings.evidence();
  }
}
