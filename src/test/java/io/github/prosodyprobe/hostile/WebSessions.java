package io.github.prosodyprobe.hostile;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.net.AddressPolicy;
import io.github.prosodyprobe.net.AddressPolicy.Reach;
import io.github.prosodyprobe.net.Budget;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.Pace;
import io.github.prosodyprobe.probe.WebOpener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;

/** Opens conversations over HTTP with servers of the tests. */
public final class WebSessions {

  private WebSessions() {}

  /** A dialer that may connect to these addresses only, and so many times. */
  public static Dialer dialer(int connections, InetSocketAddress... allowed) {
    return new Dialer(
        new AddressPolicy(Reach.PUBLIC_ONLY, Set.of(allowed)), new Pace(), new Budget(connections));
  }

  /** An opener for an origin at an address. */
  public static WebOpener opener(
      Dialer dialer, InetSocketAddress address, Origin origin, Duration time) {
    Endpoint endpoint = new Endpoint(Listener.C2S, TestContexts.DOMAIN, "127.0.0.1");
    return new WebOpener(dialer, endpoint, address, Deadline.in(time), origin);
  }

  /** The origin that the domain of the tests has at this port. */
  public static Origin origin(Scheme scheme, InetSocketAddress address) {
    return new Origin(scheme, TestContexts.DOMAIN, address.getPort());
  }

  /** A session over clear text, with ten connections. */
  public static HttpSession session(InetSocketAddress address, Duration time) {
    Origin origin = origin(Scheme.HTTP, address);
    return new HttpSession(
        origin, opener(dialer(10, address), address, origin, time), Deadline.in(time));
  }
}
