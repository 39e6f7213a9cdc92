package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Holds a conversation inside TLS; where the peer speaks TLS and the two come to no session, takes
 * the inventory of its hellos all the same, for which none is needed.
 *
 * <p>A listener that has only versions or suites that nobody should use is the very one whose
 * inventory matters most.
 */
public final class TlsGateProbe implements Probe {

  /** Ends of a handshake at a peer that speaks TLS. */
  private static final Set<ReasonCode> SPEAKS_TLS =
      EnumSet.of(
          ReasonCode.TLS_ALERT, ReasonCode.TLS_NO_COMMON_VERSION, ReasonCode.TLS_CHAIN_TOO_LONG);

  /** It does not know the domain, so that it will answer no other hello for it either. */
  private static final String UNRECOGNIZED_NAME = "unrecognized_name";

  private final Probe conversation;
  private final TlsInventoryProbe inventory;

  /**
   * A gate.
   *
   * @param conversation is held first
   * @param inventory is taken here when the conversation fails; whoever goes through the gate takes
   *     it afterwards
   */
  public TlsGateProbe(Probe conversation, TlsInventoryProbe inventory) {
    this.conversation = conversation;
    this.inventory = inventory;
  }

  @Override
  public String name() {
    return conversation.name();
  }

  @Override
  public Set<Fact<?>> yields() {
    return conversation.yields();
  }

  /** Without those of the inventory, which is announced where it is taken behind the gate. */
  @Override
  public int connections() {
    return conversation.connections();
  }

  @Override
  public int usualConnections() {
    return conversation.usualConnections();
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    try {
      conversation.run(context, findings);
    } catch (PeerException e) {
      if (speaksTls(e.reason()) && !Collections.disjoint(inventory.yields(), context.wanted())) {
        inventory.run(context, findings);
      }
      throw e;
    }
  }

  private static boolean speaksTls(Reason end) {
    return SPEAKS_TLS.contains(end.code()) && !end.parameter().is(UNRECOGNIZED_NAME);
  }
}
