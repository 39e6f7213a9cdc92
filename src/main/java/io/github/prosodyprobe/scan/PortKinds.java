package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Discovery;
import io.github.prosodyprobe.target.Place;
import io.github.prosodyprobe.target.Service;
import io.github.prosodyprobe.target.Target;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds what the SRV records of the domain promise against how the ports begin, when all have been
 * looked at; opens no connection.
 */
final class PortKinds {

  private final FactState state;
  private final List<Evidence> evidence = new ArrayList<>();
  private final boolean wanted;

  private PortKinds(ScanPlan plan, List<EndpointFacts> endpoints) {
    this.wanted = plan.request().wanted(Listener.DNS).contains(DnsFacts.SRV_WRONG_KIND);
    this.state = state(plan, endpoints);
  }

  /** Compares. */
  static PortKinds of(ScanPlan plan, List<EndpointFacts> endpoints) {
    return new PortKinds(plan, endpoints);
  }

  /** The wanted facts, and those of other listeners that the comparison needs. */
  static Map<Listener, Set<Fact<?>>> withSources(
      Map<Listener, Set<Fact<?>>> wanted, Target target) {
    if (target.replacesDns()
        || !wanted.getOrDefault(Listener.DNS, Set.of()).contains(DnsFacts.SRV_WRONG_KIND)) {
      return wanted;
    }
    Map<Listener, Set<Fact<?>>> all = new HashMap<>(wanted);
    all.replaceAll(
        (listener, facts) -> {
          if (Service.of(listener).isEmpty() || facts.isEmpty()) {
            return facts;
          }
          Set<Fact<?>> more = new HashSet<>(facts);
          more.add(StreamFacts.BEGINS_IN);
          return more;
        });
    return all;
  }

  /** The facts of the records with the outcome, if somebody will look at it. */
  EndpointFacts added(EndpointFacts records) {
    if (!wanted) {
      return records;
    }
    Map<Fact<?>, FactState> states = new TreeMap<>(records.states());
    states.put(DnsFacts.SRV_WRONG_KIND, state);
    return EndpointFacts.of(records.endpoint(), states);
  }

  List<Evidence> evidence() {
    return evidence;
  }

  private FactState state(ScanPlan plan, List<EndpointFacts> endpoints) {
    if (plan.request().target().replacesDns()) {
      return new FactState.NotApplicable(Discovery.REPLACED);
    }
    Optional<Reason> declined = plan.discovered().declined();
    if (declined.isPresent()) {
      return new FactState.Unobserved(declined.get());
    }
    List<String> wrong = new ArrayList<>();
    List<Untrusted> lines = new ArrayList<>();
    Optional<Reason> unseen = Optional.empty();
    for (int index = 0; index < endpoints.size(); index++) {
      Optional<Service> promised = promised(plan, plan.listeners().get(index));
      if (promised.isEmpty()) {
        continue;
      }
      switch (endpoints.get(index).state(StreamFacts.BEGINS_IN)) {
        case FactState.Observed(FactValue kind, _) -> {
          String entry = entry(promised.get(), plan.listeners().get(index).place());
          lines.add(Untrusted.of("* " + entry + " begins in " + kind));
          if (!kind.equals(FactValue.text(promised.get().isDirect() ? "tls" : "clear-text"))) {
            wrong.add(entry);
          }
        }
        case FactState.Unobserved(Reason reason) -> unseen = Optional.of(reason);
        case FactState.NotApplicable _ -> {}
      }
    }
    if (wrong.isEmpty() && unseen.isPresent()) {
      return new FactState.Unobserved(unseen.get());
    }
    if (lines.isEmpty()) {
      return new FactState.NotApplicable("no port was looked at that SRV records lead to");
    }
    String id = "dns-" + plan.request().domain().ascii() + "/srv-wrong-kind";
    evidence.add(new Evidence(id, lines, ""));
    return new FactState.Observed(FactValue.texts(wrong), id);
  }

  /** The service that a record of the domain promises there. */
  private static Optional<Service> promised(ScanPlan plan, ListenerPlan listener) {
    var endpoint = listener.place().endpoint();
    if (!endpoint.domain().equals(plan.request().domain().ascii())) {
      return Optional.empty();
    }
    return Service.of(endpoint.listener())
        .filter(
            service ->
                plan.discovered().facts().state(service.foundBy())
                        instanceof FactState.Observed(FactValue how, _)
                    && how.equals(FactValue.text("srv")));
  }

  private static String entry(Service service, Place place) {
    return switch (place) {
      case Place.Known(_, var address, String host, _, _) ->
          service.label() + " " + address.getPort() + " " + host;
      case Place.Lost lost -> service.label() + " " + lost.endpoint().address();
    };
  }
}
