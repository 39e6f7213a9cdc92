package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.probe.ControlProbe;
import io.github.prosodyprobe.probe.WebSocketProbe;
import io.github.prosodyprobe.probe.WebSocketUpgradeProbe;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** Which conversations a WebSocket gets. */
final class WebSocketPlan {

  private WebSocketPlan() {}

  static ListenerPlan of(Place place, Set<Fact<?>> wanted) {
    return ListenerPlan.of(
        place,
        new WebSocketProbe(new SecureRandom()),
        List.of(new WebSocketUpgradeProbe()),
        ControlProbe.ofWebSocket(),
        wanted);
  }
}
