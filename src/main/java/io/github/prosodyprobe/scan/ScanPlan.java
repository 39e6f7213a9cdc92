package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.probe.PortKindProbe;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.target.Discovered;
import io.github.prosodyprobe.target.Place;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a scan is going to do, before it does anything but look up names.
 *
 * @param request what was asked for
 * @param discovered where the listeners are
 * @param listeners what happens at each place
 * @param further connections at the most where host-meta leads, which has to be read first
 */
public record ScanPlan(
    ScanRequest request, Discovered discovered, List<ListenerPlan> listeners, int further) {

  /**
   * What happens at one place.
   *
   * @param place where
   * @param gate the first conversation; without it no other is tried
   * @param probes the conversations after it, side by side
   * @param control a short conversation like the first, held once more when others failed: a peer
   *     that does not hold it again is throttling us; empty where nothing need be answered
   * @param kind looks, where the first conversation failed, whether the port is of another kind
   * @param leftOut what is looked at elsewhere, and where
   */
  public record ListenerPlan(
      Place place,
      Probe gate,
      List<Probe> probes,
      Optional<Probe> control,
      Optional<Probe> kind,
      Map<Fact<?>, String> leftOut) {

    /** Copies the collections. */
    public ListenerPlan {
      probes = List.copyOf(probes);
      leftOut = Map.copyOf(leftOut);
    }

    /** The same without these facts too, which are looked at elsewhere. */
    ListenerPlan leavingOut(Set<Fact<?>> facts, String because) {
      Map<Fact<?>, String> more = new HashMap<>(leftOut);
      facts.forEach(fact -> more.put(fact, because));
      return new ListenerPlan(place, gate, probes, control, kind, more);
    }

    /** The conversations in words, each with the connections that it takes. */
    public List<String> conversations() {
      return Stream.of(Stream.of(gate), probes.stream(), kind.stream())
          .flatMap(probes -> probes)
          .filter(probe -> probe.connections() > 0)
          .map(ListenerPlan::conversation)
          .toList();
    }

    private static String conversation(Probe probe) {
      String most =
          probe.usualConnections() < probe.connections()
              ? " (at most " + probe.connections() + ")"
              : "";
      return probe.name() + " " + probe.usualConnections() + most;
    }

    /** A plan without the probes of which nobody wants a fact; the gate is opened all the same. */
    static ListenerPlan of(
        Place place, Probe gate, List<Probe> probes, Probe control, Set<Fact<?>> wanted) {
      return new ListenerPlan(
          place,
          gate,
          probes.stream().filter(probe -> !Collections.disjoint(probe.yields(), wanted)).toList(),
          Optional.of(control),
          Optional.<Probe>of(new PortKindProbe(new SecureRandom()))
              .filter(probe -> !Collections.disjoint(probe.yields(), wanted)),
          Map.of());
    }

    /** The same with one more conversation beside the others. */
    ListenerPlan with(Probe probe) {
      List<Probe> more = Stream.concat(probes.stream(), Stream.of(probe)).toList();
      return new ListenerPlan(place, gate, more, control, kind, leftOut);
    }

    /** A plan for a port where nobody need be, so that no answer is missed either. */
    static ListenerPlan ofPort(Place place, Probe gate, Probe... probes) {
      return new ListenerPlan(
          place, gate, List.of(probes), Optional.empty(), Optional.empty(), Map.of());
    }

    /** Connections to an ordinary server. */
    public int usualConnections() {
      return switch (place) {
        case Place.Known _ ->
            gate.usualConnections() + probes.stream().mapToInt(Probe::usualConnections).sum();
        case Place.Lost _ -> 0;
      };
    }

    /** Connections at the most. */
    public int connections() {
      return switch (place) {
        case Place.Known _ ->
            gate.connections()
                + probes.stream().mapToInt(Probe::connections).sum()
                + kind.map(Probe::connections).orElse(0)
                + control.map(Probe::connections).orElse(0);
        case Place.Lost _ -> 0;
      };
    }
  }

  /** Copies the listeners. */
  public ScanPlan {
    listeners = List.copyOf(listeners);
  }

  /** Connections of the whole scan to ordinary servers. */
  public int usualConnections() {
    return listeners.stream().mapToInt(ListenerPlan::usualConnections).sum();
  }

  /** Connections of the whole scan at the most, those to further places among them. */
  public int connections() {
    return listeners.stream().mapToInt(ListenerPlan::connections).sum() + further;
  }
}
