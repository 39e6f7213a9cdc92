package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.probe.ClearTextProbe;
import io.github.prosodyprobe.probe.ExposureProbe;
import io.github.prosodyprobe.probe.HeadersProbe;
import io.github.prosodyprobe.probe.OutsiderPortProbe;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.ProxyHeader;
import io.github.prosodyprobe.probe.ProxyHeaderProbe;
import io.github.prosodyprobe.probe.StunProbe;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;

/** Which conversations a port gets that is not for streams of clients and servers. */
final class PortPlan {

  private PortPlan() {}

  /** HTTP in clear text: who answers, and what it shows. */
  static ListenerPlan ofHttp(Place place, Set<Fact<?>> wanted, Catalogue catalogue) {
    return ListenerPlan.ofPort(
        place,
        outsider(place.endpoint().listener()),
        useful(
            wanted,
            new ClearTextProbe(new SecureRandom()),
            new ExposureProbe(catalogue, new SecureRandom()),
            new HeadersProbe()));
  }

  private static Probe outsider(Listener listener) {
    return new OutsiderPortProbe(listener, new SecureRandom());
  }

  static ListenerPlan of(Place place) {
    Listener listener = place.endpoint().listener();
    return switch (listener) {
      case COMPONENT, CONSOLE, PROXY65 -> ListenerPlan.ofPort(place, outsider(listener));
      case PROXY_PROTOCOL ->
          ListenerPlan.ofPort(
              place, new ProxyHeaderProbe(ProxyHeader.V1), new ProxyHeaderProbe(ProxyHeader.V2));
      case TURN -> ListenerPlan.ofPort(place, new StunProbe(new SecureRandom()));
      default -> throw new IllegalArgumentException(place.endpoint() + " has a plan of its own");
    };
  }

  /** Those of the probes of which somebody will look at a fact. */
  private static Probe[] useful(Set<Fact<?>> wanted, Probe... probes) {
    return Arrays.stream(probes)
        .filter(probe -> !Collections.disjoint(probe.yields(), wanted))
        .toArray(Probe[]::new);
  }
}
