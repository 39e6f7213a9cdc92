package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.util.Set;

/** Which conversations a client listener gets. */
final class C2sPlan {

  private C2sPlan() {}

  static ListenerPlan of(Place place, Set<Fact<?>> wanted) {
    throw new UnsupportedOperationException(place + " " + wanted);
  }
}
