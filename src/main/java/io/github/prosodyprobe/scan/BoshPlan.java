package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.probe.BoshProbe;
import io.github.prosodyprobe.probe.ControlProbe;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** Which conversations a place gets where streams go over HTTP requests. */
final class BoshPlan {

  private BoshPlan() {}

  static ListenerPlan of(Place place, Set<Fact<?>> wanted) {
    return ListenerPlan.of(
        place, new BoshProbe(new SecureRandom()), List.of(), ControlProbe.ofBosh(), wanted);
  }
}
