package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The web servers that may know the further hosts of a server by their names, as Prosody's does:
 * those of the domain, and whoever has the ordinary ports at a host's own addresses, unless the
 * operator says where that listener is. Nobody says that any of them knows one.
 */
final class HostsOnTheWeb {

  private final Target target;
  private final List<Place> places = new ArrayList<>();

  private HostsOnTheWeb(Target target) {
    this.target = target;
  }

  /**
   * Finds them.
   *
   * @param ofDomain places of the domain, of all listeners
   * @param own addresses of the hosts' own names
   * @param wanted whether somebody will look at a listener
   */
  static List<Place> of(
      Target target, List<Place> ofDomain, List<Place.Known> own, Predicate<Listener> wanted) {
    HostsOnTheWeb hosts = new HostsOnTheWeb(target);
    for (Domain host : target.hosts()) {
      for (Place place : ofDomain) {
        if (place instanceof Place.Known known
            && isWeb(known)
            && known.endpoint().domain().equals(target.domain().ascii())) {
          hosts.add(host, known, known.endpoint().listener(), known.address().getPort());
        }
      }
      for (Place.Known place : own) {
        if (place.endpoint().domain().equals(host.ascii())) {
          hosts.addOrdinary(host, place, Listener.HTTPS, Scheme.HTTPS.defaultPort());
          hosts.addOrdinary(host, place, Listener.HTTP, Scheme.HTTP.defaultPort());
        }
      }
    }
    return hosts.places.stream().filter(place -> wanted.test(place.endpoint().listener())).toList();
  }

  private static boolean isWeb(Place.Known place) {
    return switch (place.endpoint().listener()) {
      case HTTP, HTTPS -> true;
      default -> false;
    };
  }

  private void addOrdinary(Domain host, Place.Known own, Listener listener, int port) {
    if (target.connects(listener).isEmpty()) {
      add(host, own, listener, port);
    }
  }

  private void add(Domain host, Place.Known at, Listener listener, int port) {
    Scheme scheme = listener == Listener.HTTPS ? Scheme.HTTPS : Scheme.HTTP;
    WebLocation page = host.page(scheme, port, "/");
    Endpoint endpoint = new Endpoint(listener, host.ascii(), at.endpoint().host() + ":" + port);
    if (places.stream().noneMatch(place -> place.endpoint().equals(endpoint))) {
      places.add(
          new Place.Known(
              endpoint,
              new InetSocketAddress(at.address().getAddress(), port),
              at.host(),
              Optional.of(page),
              Place.Claim.GUESSED));
    }
  }
}
