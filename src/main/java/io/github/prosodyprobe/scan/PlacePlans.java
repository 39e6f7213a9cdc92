package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.DirectTlsFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import io.github.prosodyprobe.tls.TlsInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plans what happens at each place. Where a port serves several domains, all that is the port's is
 * looked at with the first of them; the others get what differs between domains, such as the
 * certificate.
 */
final class PlacePlans {

  /** What a port has in common for all domains that it serves. */
  private static final Set<Fact<?>> OF_PORTS = ofPorts();

  private final ScanRequest request;

  PlacePlans(ScanRequest request) {
    this.request = request;
  }

  private static Set<Fact<?>> ofPorts() {
    Set<Fact<?>> facts = new HashSet<>(TlsInventory.FACTS);
    facts.add(StreamFacts.FOREIGN_DOMAIN);
    facts.add(StreamFacts.INJECTION_DISCARDED);
    facts.add(DirectTlsFacts.ALPN_WRONG);
    facts.add(DirectTlsFacts.ALPN_ABSENT);
    facts.add(PortFacts.PROXY_HEADER_V1);
    facts.add(PortFacts.PROXY_HEADER_V2);
    return Set.copyOf(facts);
  }

  List<ListenerPlan> of(List<Place> places) {
    Map<String, String> firstDomains = new HashMap<>();
    List<ListenerPlan> plans = new ArrayList<>();
    for (Place place : places) {
      Endpoint endpoint = place.endpoint();
      Set<Fact<?>> wanted = request.wanted(endpoint.listener());
      if (wanted.isEmpty()) {
        continue;
      }
      boolean isWeb = isWeb(endpoint.listener());
      if (isWeb && !endpoint.domain().equals(request.domain().ascii())) {
        ComponentWebPlan.of(
                place, wanted, request.catalogue(), "it is looked at with " + request.domain())
            .ifPresent(plans::add);
        continue;
      }
      String first = firstDomains.putIfAbsent(endpoint.toString(), endpoint.domain());
      ListenerPlan plan =
          first == null
              ? ListenerPlans.of(place, wanted, request.catalogue())
              : shared(place, wanted, "it is looked at with " + first + " at the same port");
      plans.add(isWeb ? ComponentWebPlan.leftOutOf(plan, wanted) : plan);
    }
    return plans;
  }

  private static boolean isWeb(Listener listener) {
    return switch (listener) {
      case HTTP, HTTPS -> true;
      default -> false;
    };
  }

  private ListenerPlan shared(Place place, Set<Fact<?>> wanted, String because) {
    Set<Fact<?>> own = new HashSet<>(wanted);
    own.removeAll(OF_PORTS);
    Set<Fact<?>> leftOut = new HashSet<>(wanted);
    leftOut.retainAll(OF_PORTS);
    return ListenerPlans.of(place, own, request.catalogue()).leavingOut(leftOut, because);
  }
}
