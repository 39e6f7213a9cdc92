package io.github.prosodyprobe.net;

import io.github.prosodyprobe.fact.ReasonCode;
import java.net.InetSocketAddress;
import java.util.Set;

/**
 * Which addresses may be dialled. What DNS and servers name must be public and on a port where XMPP
 * services live; what the operator named may be anything.
 *
 * <p>Without it a hostile domain could turn the prober into a scanner of the operator's own
 * network.
 */
public final class AddressPolicy {

  /** Ports that a peer may send us to: the registered XMPP ports, and HTTPS. */
  private static final Set<Integer> PORTS = Set.of(443, 5222, 5223, 5269, 5270, 5280, 5281);

  /** UDP ports that a peer may send us to: the registered one of STUN and TURN. */
  private static final Set<Integer> DATAGRAM_PORTS = Set.of(3478);

  /** Whether special-purpose addresses may be dialled that the operator did not name. */
  public enum Reach {
    PUBLIC_ONLY,
    PRIVATE_TOO
  }

  private final Reach reach;
  private final Set<InetSocketAddress> named;
  private final Set<InetSocketAddress> insiders;

  /**
   * A policy.
   *
   * @param reach whether private addresses are allowed in general, as from inside a network
   * @param named addresses that the operator named
   */
  public AddressPolicy(Reach reach, Set<InetSocketAddress> named) {
    this(reach, named, Set.of());
  }

  /**
   * A policy.
   *
   * @param reach whether private addresses are allowed in general, as from inside a network
   * @param named addresses that the operator named
   * @param insiders ports for insiders at the target's own addresses; we have chosen the ports, so
   *     that they may be any, but DNS the addresses, so that they must be public
   */
  public AddressPolicy(Reach reach, Set<InetSocketAddress> named, Set<InetSocketAddress> insiders) {
    this.reach = reach;
    this.named = Set.copyOf(named);
    this.insiders = Set.copyOf(insiders);
  }

  /**
   * Checks an address.
   *
   * @throws PeerException with {@link ReasonCode#ADDRESS_REFUSED} when it may not be dialled
   */
  public void check(InetSocketAddress address) throws PeerException {
    check(address, PORTS, "is no XMPP port");
  }

  /** Whether an address may be dialled. */
  public boolean allows(InetSocketAddress address) {
    try {
      check(address);
      return true;
    } catch (PeerException _) {
      return false;
    }
  }

  /**
   * Checks an address that datagrams are to be sent to.
   *
   * @throws PeerException with {@link ReasonCode#ADDRESS_REFUSED} when none may be sent
   */
  public void checkDatagrams(InetSocketAddress address) throws PeerException {
    check(address, DATAGRAM_PORTS, "is not the port of STUN");
  }

  private void check(InetSocketAddress address, Set<Integer> ports, String complaint)
      throws PeerException {
    if (named.contains(address)) {
      return;
    }
    if (reach == Reach.PUBLIC_ONLY) {
      String purpose = SpecialPurpose.of(address.getAddress()).orElse("");
      if (!purpose.isEmpty()) {
        throw PeerException.of(
            ReasonCode.ADDRESS_REFUSED,
            address.getAddress().getHostAddress()
                + " is "
                + purpose
                + "; name it with --connect, or scan with --vantage internal");
      }
    }
    boolean portAllowed = ports.contains(address.getPort()) || insiders.contains(address);
    if (reach == Reach.PUBLIC_ONLY && !portAllowed) {
      throw PeerException.of(
          ReasonCode.ADDRESS_REFUSED,
          "port " + address.getPort() + " " + complaint + "; name it with --connect to scan it");
    }
  }
}
