package io.github.prosodyprobe.hostile;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.AddressPolicy;
import io.github.prosodyprobe.net.Budget;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.Pace;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.tls.TrustStore;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
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
