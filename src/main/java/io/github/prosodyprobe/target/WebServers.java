package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.WebLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The web servers beneath streams over https: their TLS and their certificate are those of the
 * streams (RFC 6455, section 10.6; XEP-0124, section 18.1).
 */
final class WebServers {

  private WebServers() {}

  /** These places, and an https listener for each port of BOSH or WebSocket that has none. */
  static List<Place> with(List<Place> places) {
    List<Place> all = new ArrayList<>(places);
    for (Place place : places) {
      if (place instanceof Place.Known known && isStream(known)) {
        known
            .location()
            .map(WebLocation::origin)
            .filter(Origin::isSecure)
            .map(origin -> beneath(known, origin))
            .filter(server -> all.stream().noneMatch(it -> it.endpoint().equals(server.endpoint())))
            .ifPresent(all::add);
      }
    }
    return all;
  }

  private static boolean isStream(Place place) {
    return switch (place.endpoint().listener()) {
      case BOSH, WEBSOCKET -> true;
      default -> false;
    };
  }

  /** The name in the URL is the one that the certificate must be for. */
  private static Place beneath(Place.Known stream, Origin origin) {
    return new Place.Known(
        new Endpoint(Listener.HTTPS, stream.endpoint().domain(), stream.endpoint().address()),
        stream.address(),
        stream.host(),
        Optional.of(new WebLocation(origin, "/")),
        stream.claim());
  }
}
