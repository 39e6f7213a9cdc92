package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.tls.InventorySink;
import io.github.prosodyprobe.tls.TlsInventory;
import io.github.prosodyprobe.tls.Topic;
import java.time.Duration;
import java.util.Set;

/**
 * Sends ClientHellos of every version, suite and group, one to a connection, and hangs up on each
 * answer: no handshake is ever completed.
 */
public final class TlsInventoryProbe implements Probe {

  /** How long one hello may take, connection and STARTTLS included. */
  private static final Duration HELLO_TIME = Duration.ofSeconds(8);

  private final TlsOpener opener;
  private final Set<Fact<?>> wanted;

  /**
   * A probe.
   *
   * @param opener where its connections come from, with or without STARTTLS
   * @param wanted the facts that somebody will look at, which decide how many hellos it takes
   */
  public TlsInventoryProbe(TlsOpener opener, Set<Fact<?>> wanted) {
    this.opener = opener;
    this.wanted = Set.copyOf(wanted);
  }

  @Override
  public String name() {
    return "tls-inventory";
  }

  @Override
  public Set<Fact<?>> yields() {
    return TlsInventory.FACTS;
  }

  @Override
  public int connections() {
    return TlsInventory.MAX_CONNECTIONS;
  }

  @Override
  public int usualConnections() {
    return TlsInventory.usualConnections(wanted);
  }

  @Override
  public void run(ProbeContext context, Findings findings) throws InterruptedException {
    TlsInventory inventory =
        new TlsInventory(
            () -> opener.open(context.within(HELLO_TIME)),
            context.tlsName(),
            context.endpoint().listener().applicationProtocol(),
            context.wanted());
    inventory.run(new Sink(context, inventory, findings));
  }

  /** Gives each fact the evidence of the topic that showed it. */
  private record Sink(ProbeContext context, TlsInventory inventory, Findings findings)
      implements InventorySink {

    @Override
    public <V extends FactValue> void observed(Fact<V> fact, V value, Topic shownBy) {
      Evidence evidence =
          context.evidence(
              shownBy.word(), inventory.transcript(shownBy), ByHandCommands.tls(shownBy, context));
      findings.observed(fact, value, evidence);
    }

    @Override
    public void notApplicable(Fact<?> fact, String because) {
      findings.notApplicable(fact, because);
    }

    @Override
    public void unobserved(Fact<?> fact, Reason reason) {
      findings.unobserved(fact, reason);
    }
  }
}
