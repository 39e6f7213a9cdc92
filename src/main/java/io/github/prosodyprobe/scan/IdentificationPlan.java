package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.ExternalFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.probe.IdentifiedPeer;
import io.github.prosodyprobe.probe.IdentifiedPeerProbe;
import io.github.prosodyprobe.probe.NoIdentityProbe;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.probe.StartTlsOpener;
import io.github.prosodyprobe.probe.TlsOpener;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides where a scan shows who the operator is: at the first address of the domain where servers
 * are let in, and nowhere else. A refusal is a failed login, and a scan has one at the most.
 */
final class IdentificationPlan {

  private static final Set<Listener> FOR_SERVERS = EnumSet.of(Listener.S2S, Listener.S2S_DIRECT);

  private final ScanRequest request;
  private final List<ListenerPlan> plans;

  IdentificationPlan(ScanRequest request, List<ListenerPlan> plans) {
    this.request = request;
    this.plans = List.copyOf(plans);
  }

  /** The same plans; those of listeners for servers with one more conversation. */
  List<ListenerPlan> extended() {
    Optional<Place> chosen = chosen();
    return plans.stream()
        .map(plan -> isForServers(plan.place()) ? extended(plan, chosen) : plan)
        .toList();
  }

  private ListenerPlan extended(ListenerPlan plan, Optional<Place> chosen) {
    Probe probe = probe(plan.place(), chosen);
    boolean wanted =
        !Collections.disjoint(probe.yields(), request.wanted(plan.place().endpoint().listener()));
    return wanted ? plan.with(probe) : plan;
  }

  private Probe probe(Place place, Optional<Place> chosen) {
    if (request.peer().isEmpty()) {
      return new NoIdentityProbe(ExternalFacts.NEEDS_IDENTITY);
    }
    IdentifiedPeer peer = request.peer().get();
    if (isAsked(peer)) {
      return new NoIdentityProbe(peer.identity().domain() + " is itself one of the hosts scanned");
    }
    if (chosen.isPresent() && chosen.get().equals(place)) {
      return new IdentifiedPeerProbe(opener(place, peer), peer);
    }
    return new NoIdentityProbe(
        chosen
            .map(it -> "one login is tried, at " + it.endpoint())
            .orElse("no address of the domain is known to log in at"));
  }

  private static TlsOpener opener(Place place, IdentifiedPeer peer) {
    return place.endpoint().listener() == Listener.S2S
        ? StartTlsOpener.forServers(peer.identity(), StartTlsOpener.Mode.PIPELINED)
        : ProbeContext::connect;
  }

  /** A server refuses to talk to itself, whatever the certificate. */
  private boolean isAsked(IdentifiedPeer peer) {
    return plans.stream()
        .anyMatch(plan -> plan.place().endpoint().domain().equals(peer.identity().domain()));
  }

  private Optional<Place> chosen() {
    return plans.stream()
        .map(ListenerPlan::place)
        .filter(IdentificationPlan::isForServers)
        .filter(Place.Known.class::isInstance)
        .filter(place -> place.endpoint().domain().equals(request.domain().ascii()))
        .findFirst();
  }

  private static boolean isForServers(Place place) {
    return FOR_SERVERS.contains(place.endpoint().listener());
  }
}
