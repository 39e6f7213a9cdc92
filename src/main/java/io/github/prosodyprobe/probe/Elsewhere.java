package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.net.WireOpener;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Connects to a host that a listener leads to, at an address of each family in turn until one lets
 * us in. The dialer holds each of them against the address policy.
 *
 * @param context of the listener that leads there, for which the connections count
 * @param addresses of the host
 */
record Elsewhere(ProbeContext context, Origin origin, List<InetAddress> addresses)
    implements WireOpener {

  /** Attempts for one connection. */
  static final int ATTEMPTS = 2;

  /** As long as we wait for any other connection, and for one answer of HTTP. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Copies the addresses. */
  Elsewhere {
    addresses = List.copyOf(addresses);
  }

  /**
   * Looks up the host.
   *
   * @throws PeerException as {@link Hosts#of}
   */
  static Elsewhere at(ProbeContext context, Origin origin) throws PeerException {
    return new Elsewhere(context, origin, context.hosts().of(origin.host(), context.deadline()));
  }

  /**
   * Connects.
   *
   * @throws PeerException what the first address was lost for, where none lets us in
   */
  @Override
  public Wire open() throws PeerException, InterruptedException {
    List<InetAddress> attempts =
        Stream.of(true, false)
            .flatMap(
                four ->
                    addresses.stream().filter(it -> it instanceof Inet4Address == four).limit(1))
            .toList();
    try {
      return open(attempts.getFirst());
    } catch (PeerException first) {
      if (attempts.size() == 1) {
        throw first;
      }
      try {
        return open(attempts.getLast());
      } catch (PeerException _) {
        throw first;
      }
    }
  }

  private Wire open(InetAddress address) throws PeerException, InterruptedException {
    InetSocketAddress there = new InetSocketAddress(address, origin.port());
    return new WebOpener(context.dialer(), context.endpoint(), there, context.deadline(), origin)
        .open(PATIENCE);
  }
}
