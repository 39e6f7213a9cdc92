package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.probe.Findings;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.ProbeContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Runs one probe and turns however it ends into facts: the only place where exceptions become
 * reasons.
 */
final class ProbeRunner {

  private final List<Throwable> bugs = new CopyOnWriteArrayList<>();

  /**
   * Runs a probe.
   *
   * @return the reason for which it ended early, if it did
   */
  Optional<Reason> run(Probe probe, ProbeContext context, Findings findings) {
    try {
      Optional<Reason> obstacle = probe.obstacle(findings);
      if (obstacle.isPresent()) {
        return ended(probe, findings, obstacle.get());
      }
      probe.run(context, findings);
      return settled(probe, context, findings);
    } catch (PeerException e) {
      return ended(probe, findings, Thread.interrupted() ? interrupted() : e.reason());
    } catch (InterruptedException _) {
      return ended(probe, findings, interrupted());
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return ended(probe, findings, bug("probe " + probe.name(), e));
    }
  }

  /** A probe that returns must have said something of each fact it yields. */
  private Optional<Reason> settled(Probe probe, ProbeContext context, Findings findings) {
    for (Fact<?> fact : probe.yields()) {
      if (context.wants(fact) && !findings.knows(fact)) {
        IllegalStateException silence =
            new IllegalStateException(
                "probe " + probe.name() + " returned without a word on " + fact.name());
        return ended(probe, findings, bug("probe " + probe.name(), silence));
      }
    }
    return Optional.empty();
  }

  private static Optional<Reason> ended(Probe probe, Findings findings, Reason reason) {
    probe.yields().forEach(fact -> findings.unobserved(fact, reason));
    return Optional.of(reason);
  }

  /** Keeps a fault of our own, and makes a reason of it. */
  Reason bug(String where, Throwable fault) {
    bugs.add(fault);
    return Reason.of(ReasonCode.BUG, where + " failed: " + fault);
  }

  static Reason interrupted() {
    return Reason.of(ReasonCode.INTERRUPTED, "the scan was stopped before this was seen");
  }

  List<Throwable> bugs() {
    return List.copyOf(bugs);
  }
}
