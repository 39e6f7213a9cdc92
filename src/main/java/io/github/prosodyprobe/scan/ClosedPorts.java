package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.target.OutsiderPorts;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tells closed ports from a network that is down: a port where nobody accepts a connection is
 * closed when another listener at the same address answered in the same scan. Opens no connection.
 */
record ClosedPorts(List<EndpointFacts> endpoints, Map<String, Evidence> evidence) {

  private static final Set<Listener> STREAMS =
      EnumSet.of(Listener.C2S, Listener.C2S_DIRECT, Listener.S2S, Listener.S2S_DIRECT);

  /** The same endpoints, with ports that are certainly closed, and the evidence for them. */
  static ClosedPorts among(List<EndpointFacts> endpoints) {
    List<EndpointFacts> all = new ArrayList<>();
    Map<String, Evidence> evidence = new TreeMap<>();
    for (EndpointFacts port : endpoints) {
      Optional<Reason> end = end(port);
      Optional<Endpoint> witness = end.flatMap(_ -> witness(port.endpoint(), endpoints));
      if (end.isPresent() && witness.isPresent()) {
        Evidence shown = evidence(port.endpoint(), end.get(), witness.get());
        evidence.put(shown.id(), shown);
        all.add(EndpointFacts.of(port.endpoint(), closed(port, shown)));
      } else {
        all.add(port);
      }
    }
    return new ClosedPorts(all, evidence);
  }

  /** Why nobody was met at a port. */
  private static Optional<Reason> end(EndpointFacts port) {
    if (!OutsiderPorts.LISTENERS.contains(port.endpoint().listener())) {
      return Optional.empty();
    }
    return port.states().values().stream()
        .flatMap(
            state ->
                state instanceof FactState.Unobserved(Reason reason)
                    ? Stream.of(reason)
                    : Stream.empty())
        .filter(reason -> ConnectionEnds.NOT_ACCEPTED.contains(reason.code()))
        .findFirst();
  }

  private static Optional<Endpoint> witness(Endpoint port, List<EndpointFacts> endpoints) {
    return endpoints.stream()
        .filter(other -> STREAMS.contains(other.endpoint().listener()))
        .filter(other -> other.endpoint().host().equals(port.host()))
        .filter(
            other ->
                other.states().values().stream().anyMatch(FactState.Observed.class::isInstance))
        .map(EndpointFacts::endpoint)
        .findFirst();
  }

  private static Map<Fact<?>, FactState> closed(EndpointFacts port, Evidence shown) {
    Map<Fact<?>, FactState> states = new TreeMap<>(port.states());
    states.replaceAll(
        (fact, state) -> {
          if (!(state instanceof FactState.Unobserved(Reason reason))
              || !ConnectionEnds.NOT_ACCEPTED.contains(reason.code())) {
            return state;
          }
          return PortFacts.THAT_CAN_BE_CLOSED.contains(fact)
              ? new FactState.Observed(FactValue.text(PortFacts.CLOSED), shown.id())
              : new FactState.NotApplicable("the port is closed");
        });
    return states;
  }

  private static Evidence evidence(Endpoint port, Reason end, Endpoint witness) {
    return new Evidence(
        port.listener() + "-" + port.address() + "/closed",
        List.of(
            Untrusted.of("* connecting to " + port.address() + " ended with " + end.word()),
            Untrusted.of("* " + witness + " answered in the same scan")),
        "nc -vz -w 4 "
            + bare(port.host())
            + " "
            + port.address().substring(port.host().length() + 1));
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /**
   * The wanted facts, and one of streams where nobody wants any: without a listener that answers at
   * the same address nothing could be said of a port.
   */
  static Map<Listener, Set<Fact<?>>> withSources(Map<Listener, Set<Fact<?>>> wanted) {
    boolean ports =
        OutsiderPorts.LISTENERS.stream()
            .anyMatch(listener -> !wanted.getOrDefault(listener, Set.of()).isEmpty());
    if (!ports) {
      return wanted;
    }
    Map<Listener, Set<Fact<?>>> all = new HashMap<>(wanted);
    for (Listener witness : List.of(Listener.C2S, Listener.S2S)) {
      if (wanted.getOrDefault(witness, Set.of()).isEmpty()) {
        all.put(witness, Set.of(StreamFacts.STARTTLS));
      }
    }
    return all;
  }
}
