package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.util.Set;

/** Which conversations each kind of listener gets. */
final class ListenerPlans {

  private ListenerPlans() {}

  static ListenerPlan of(Place place, Set<Fact<?>> wanted, Catalogue catalogue) {
    return switch (place.endpoint().listener()) {
      case C2S -> C2sPlan.of(place, wanted);
      case C2S_DIRECT -> C2sDirectPlan.of(place, wanted);
      case S2S -> S2sPlan.of(place, wanted);
      case S2S_DIRECT -> S2sDirectPlan.of(place, wanted);
      case HTTPS -> HttpsPlan.of(place, wanted, catalogue);
      case BOSH -> BoshPlan.of(place, wanted);
      case WEBSOCKET -> WebSocketPlan.of(place, wanted);
      case HTTP -> PortPlan.ofHttp(place, wanted, catalogue);
      case COMPONENT, CONSOLE, PROXY65, PROXY_PROTOCOL, TURN -> PortPlan.of(place);
      case DNS, CONFIG ->
          throw new IllegalArgumentException("no conversation is known for " + place.endpoint());
    };
  }
}
