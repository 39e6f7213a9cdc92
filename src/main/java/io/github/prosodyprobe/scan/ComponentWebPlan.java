package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.HttpFacts;
import io.github.prosodyprobe.probe.ControlProbe;
import io.github.prosodyprobe.probe.ExposureProbe;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which conversations a web server gets under the name of a component: what components serve is
 * asked for, and all else is looked at under the domain's own name.
 */
final class ComponentWebPlan {

  private ComponentWebPlan() {}

  /** The plan, if somebody will look at what comes of it. */
  static Optional<ListenerPlan> of(
      Place place, Set<Fact<?>> wanted, Catalogue catalogue, String because) {
    Probe exposure = ExposureProbe.ofComponent(catalogue, new SecureRandom());
    if (Collections.disjoint(exposure.yields(), wanted)) {
      return Optional.empty();
    }
    Set<Fact<?>> elsewhere = new HashSet<>(wanted);
    elsewhere.removeAll(exposure.yields());
    return Optional.of(
        ListenerPlan.ofPort(place, ControlProbe.ofWeb(), exposure).leavingOut(elsewhere, because));
  }

  /** The plan of the domain's own name, without what is seen by the names of components alone. */
  static ListenerPlan leftOutOf(ListenerPlan ofDomain, Set<Fact<?>> wanted) {
    Set<Fact<?>> ofComponents = new HashSet<>(Set.of(HttpFacts.COMPONENT_ENDPOINTS_OPEN));
    ofComponents.retainAll(wanted);
    return ofDomain.leavingOut(ofComponents, "it is asked for by the names of components");
  }
}
