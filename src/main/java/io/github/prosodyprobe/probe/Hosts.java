package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of hosts that a listener leads to. */
@FunctionalInterface
public interface Hosts {

  /** Finds none. */
  Hosts NONE =
      (host, _) -> {
        throw PeerException.of(ReasonCode.NOT_PROBED, "no look-up of " + host + " was planned");
      };

  /**
   * The addresses of a host; that of one which is an address already.
   *
   * @param host a name in its ASCII form or an address, IPv6 without brackets
   * @return at least one
   * @throws PeerException with {@link ReasonCode#DNS_NXDOMAIN} or {@link ReasonCode#DNS_NO_ADDRESS}
   *     where it has none for anybody; with {@link ReasonCode#NOT_PROBED} where the operator would
   *     not have it looked up; with another reason where that is not known
   */
  List<InetAddress> of(String host, Deadline deadline) throws PeerException;
}
