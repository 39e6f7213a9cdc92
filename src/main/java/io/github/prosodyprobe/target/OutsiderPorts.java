package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.net.AddressPolicy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The ports that must not answer an outsider, at the addresses where DNS says that the streams of
 * the domain are; no record leads to them, so their numbers are Prosody's own.
 */
public final class OutsiderPorts {

  /** The listeners that need not be there, and for which it is good news when they are not. */
  public static final Set<Listener> LISTENERS =
      Set.copyOf(
          EnumSet.of(
              Listener.COMPONENT,
              Listener.CONSOLE,
              Listener.HTTP,
              Listener.PROXY65,
              Listener.PROXY_PROTOCOL));

  private static final Map<Listener, Integer> DEFAULT_PORTS =
      new EnumMap<>(
          Map.of(
              Listener.COMPONENT, 5347,
              Listener.CONSOLE, 5582,
              Listener.HTTP, 5280,
              Listener.PROXY65, 5000));

  private OutsiderPorts() {}

  /**
   * Finds them.
   *
   * @param target the domain; ports of a listener whose place the operator says are left out
   * @param machines where the streams of the domain are
   * @param wanted whether somebody will look at a listener
   */
  static List<Place> of(Target target, List<Place.Known> machines, Predicate<Listener> wanted) {
    List<Place> ports = new ArrayList<>();
    machines.forEach(
        machine ->
            DEFAULT_PORTS.forEach(
                (listener, port) -> {
                  if (wanted.test(listener) && target.connects(listener).isEmpty()) {
                    ports.add(at(target.domain(), machine, listener, port));
                  }
                }));
    return ports;
  }

  /**
   * The machines where the streams of the domain are.
   *
   * @param streams what discovery found; what the operator named of it says nothing of other ports
   * @param policy where no stream may be asked for, no other port is looked at either
   */
  static List<Place.Known> machines(Discovered streams, AddressPolicy policy) {
    Map<String, Place.Known> machines = new LinkedHashMap<>();
    for (Place place : streams.places()) {
      if (place instanceof Place.Known known
          && !streams.named().contains(known.address())
          && policy.allows(known.address())) {
        machines.putIfAbsent(known.endpoint().host(), known);
      }
    }
    return machines.values().stream().limit(Discovery.PLACES).toList();
  }

  private static Place at(Domain domain, Place.Known machine, Listener listener, int port) {
    return new Place.Known(
        new Endpoint(listener, domain.ascii(), machine.endpoint().host() + ":" + port),
        new InetSocketAddress(machine.address().getAddress(), port),
        machine.host(),
        listener == Listener.HTTP
            ? Optional.of(domain.page(Scheme.HTTP, port, "/"))
            : Optional.empty(),
        Place.Claim.SAID);
  }
}
