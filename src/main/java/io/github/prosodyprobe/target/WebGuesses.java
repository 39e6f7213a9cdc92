package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.AddressPolicy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where the web side of a domain customarily is: at Prosody's own ports on the machines of its
 * streams, and at the ordinary ports of its own addresses. Only host-meta would say it (XEP-0156),
 * which has to be asked for there first.
 */
final class WebGuesses {

  /** Who knows one of these knows the others too. */
  private static final Set<Listener> TOGETHER =
      EnumSet.of(Listener.HTTPS, Listener.BOSH, Listener.WEBSOCKET);

  private static final int PROSODY_HTTP = 5280;
  private static final int PROSODY_HTTPS = 5281;

  private final Domain domain;
  private final Predicate<Listener> wanted;
  private final List<Place> places = new ArrayList<>();

  private WebGuesses(Domain domain, Predicate<Listener> wanted) {
    this.domain = domain;
    this.wanted = wanted;
  }

  /** Whether somebody will look at them; not, where the operator says of one where it is. */
  static boolean areUseful(Target target, Predicate<Listener> wanted) {
    return (wanted.test(Listener.HTTP) || TOGETHER.stream().anyMatch(wanted))
        && TOGETHER.stream().allMatch(listener -> target.connects(listener).isEmpty());
  }

  /**
   * Guesses.
   *
   * @param own addresses of the domain's own name
   * @param machines addresses where its streams are
   * @param wanted whether somebody will look at a listener
   * @param policy which addresses may be dialled
   */
  static List<Place> of(
      Target target,
      List<Place.Known> own,
      List<Place.Known> machines,
      Predicate<Listener> wanted,
      AddressPolicy policy) {
    WebGuesses guesses =
        new WebGuesses(
            target.domain(),
            listener -> wanted.test(listener) && target.connects(listener).isEmpty());
    own.stream().filter(place -> policy.allows(place.address())).forEach(guesses::addOrdinary);
    machines.forEach(guesses::addProsodys);
    return guesses.places;
  }

  private void addOrdinary(Place.Known own) {
    addSecure(own, Scheme.HTTPS.defaultPort());
    int port = Scheme.HTTP.defaultPort();
    add(Listener.HTTP, own, domain.page(Scheme.HTTP, port, "/"));
  }

  /** Plain HTTP itself is one of {@link OutsiderPorts}. */
  private void addProsodys(Place.Known machine) {
    addSecure(machine, PROSODY_HTTPS);
    addStreams(machine, Scheme.HTTP, PROSODY_HTTP);
  }

  private void addSecure(Place.Known machine, int port) {
    add(Listener.HTTPS, machine, domain.page(Scheme.HTTPS, port, "/"));
    addStreams(machine, Scheme.HTTPS, port);
  }

  private void addStreams(Place.Known machine, Scheme scheme, int port) {
    add(Listener.BOSH, machine, domain.page(scheme, port, "/http-bind"));
    add(Listener.WEBSOCKET, machine, domain.page(scheme, port, "/xmpp-websocket"));
  }

  private void add(Listener listener, Place.Known machine, WebLocation location) {
    if (!wanted.test(listener)) {
      return;
    }
    int port = location.origin().port();
    Endpoint endpoint =
        new Endpoint(listener, domain.ascii(), machine.endpoint().host() + ":" + port);
    if (places.stream().noneMatch(place -> place.endpoint().equals(endpoint))) {
      places.add(
          new Place.Known(
              endpoint,
              new InetSocketAddress(machine.address().getAddress(), port),
              machine.host(),
              Optional.of(location),
              Place.Claim.GUESSED));
    }
  }
}
