package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.fact.Listener;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An XMPP domain, with what the operator says about it.
 *
 * @param domain the domain
 * @param hosts further hosts of the same server, such as its chat rooms
 * @param connects where listeners are
 * @param families which addresses count
 */
public record Target(
    Domain domain, List<Domain> hosts, List<Connect> connects, Set<AddressFamily> families) {

  /**
   * Copies the collections, and leaves out what is said twice.
   *
   * @throws IllegalArgumentException with a message for the operator where two URLs of one listener
   *     are at one port: reports tell places apart by their ports
   */
  public Target {
    Map<Connect, Connect> byPort = new HashMap<>();
    for (Connect connect : connects) {
      Connect other = byPort.putIfAbsent(connect.withoutLocation(), connect);
      if (other != null && !other.equals(connect)) {
        throw new IllegalArgumentException(
            "two places of "
                + connect.listener()
                + " are at "
                + connect.host()
                + " port "
                + connect.port()
                + ", which one report cannot tell apart; scan them one by one");
      }
    }
    Set<String> seen = new HashSet<>(Set.of(domain.ascii()));
    hosts = hosts.stream().filter(host -> seen.add(host.ascii())).toList();
    connects = List.copyOf(connects);
    families = Set.copyOf(families);
  }

  /**
   * Whether the operator named a listener that is else found by SRV records. It is one machine's
   * then, and DNS, which may lead to another, is asked for none of them.
   */
  public boolean replacesDns() {
    return connects.stream().anyMatch(connect -> Service.of(connect.listener()).isPresent());
  }

  /** Where the operator says that a listener is. */
  List<Connect> connects(Listener listener) {
    return connects.stream().filter(connect -> connect.listener() == listener).toList();
  }
}
