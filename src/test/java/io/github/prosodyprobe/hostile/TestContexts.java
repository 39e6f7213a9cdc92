package io.github.prosodyprobe.hostile;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.AddressPolicy;
import io.github.prosodyprobe.net.Budget;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.Pace;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.probe.Hosts;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.tls.TrustStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Contexts in which a probe looks at one server of a test, wanting every fact. */
public final class TestContexts {

  /** The domain that the servers of the tests serve. */
  public static final String DOMAIN = "example.test";

  private TestContexts() {}

  /** A context with 10 seconds, enough for any answer and short enough to see a hang. */
  public static ProbeContext of(Listener listener, InetSocketAddress address) {
    return of(listener, address, Duration.ofSeconds(10));
  }

  /** A context in which this is asked for, at an address to which the URL need not lead. */
  public static ProbeContext of(
      Listener listener, InetSocketAddress address, WebLocation location) {
    ProbeContext plain = of(listener, address);
    return new ProbeContext(
        plain.endpoint(),
        address,
        plain.dialer(),
        plain.deadline(),
        plain.wanted(),
        plain.trust(),
        plain.clock(),
        plain.canary(),
        Optional.of(location));
  }

  /** Knows these hosts by their addresses, and no others. */
  public static Hosts hosts(Map<String, String> addresses) {
    return (host, _) -> {
      try {
        return List.of(InetAddress.ofLiteral(addresses.getOrDefault(host, host)));
      } catch (IllegalArgumentException _) {
        throw PeerException.of(ReasonCode.DNS_NXDOMAIN, host + " does not exist");
      }
    };
  }

  /** The same, from which hosts can be found; what is at these addresses may be dialled too. */
  public static ProbeContext leading(
      ProbeContext plain, Hosts hosts, InetSocketAddress... addresses) {
    Set<InetSocketAddress> allowed = new HashSet<>(Set.of(addresses));
    allowed.add(plain.address());
    return new ProbeContext(
        plain.endpoint(),
        plain.address(),
        new Dialer(
            new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, allowed),
            new Pace(),
            new Budget(100)),
        plain.deadline(),
        plain.wanted(),
        plain.trust(),
        plain.clock(),
        plain.canary(),
        plain.location(),
        hosts);
  }

  /** A context with this much time. */
  public static ProbeContext of(Listener listener, InetSocketAddress address, Duration time) {
    return new ProbeContext(
        new Endpoint(listener, DOMAIN, address.getHostString() + ":" + address.getPort()),
        address,
        new Dialer(
            new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of(address)),
            new Pace(),
            new Budget(100)),
        Deadline.in(time),
        Set.copyOf(FactRegistry.all()),
        new TrustStore(Set.of()),
        Clock.systemUTC(),
        "",
        Optional.empty());
  }
}
