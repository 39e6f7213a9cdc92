package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Listener;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Places that have another address in a later run. A listener that had exactly one address of a
 * family then and has exactly one now, at the same port, is the same place: its server was given
 * another address. Where there were or are several, nobody knows which became which.
 */
final class MovedPlaces {

  private enum Family {
    IPV4,
    IPV6
  }

  private record Service(Listener listener, String domain, Family family) {

    /** Empty where the address is a name. */
    static Optional<Service> of(Endpoint endpoint) {
      String host = endpoint.host();
      if (host.startsWith("[")) {
        return Optional.of(new Service(endpoint.listener(), endpoint.domain(), Family.IPV6));
      }
      return host.matches("[0-9.]+")
          ? Optional.of(new Service(endpoint.listener(), endpoint.domain(), Family.IPV4))
          : Optional.empty();
    }
  }

  private final Map<Endpoint, Endpoint> moved = new HashMap<>();

  private MovedPlaces() {}

  /** Compares the places of two runs. */
  static MovedPlaces between(Report before, Report after) {
    MovedPlaces places = new MovedPlaces();
    Map<Service, SortedSet<Endpoint>> now = places(after);
    places(before).forEach((service, then) -> places.note(then, now.get(service)));
    return places;
  }

  private void note(SortedSet<Endpoint> then, @Nullable SortedSet<Endpoint> now) {
    if (now == null || then.size() != 1 || now.size() != 1) {
      return;
    }
    Endpoint old = then.getFirst();
    Endpoint other = now.getFirst();
    if (!old.equals(other) && port(old).equals(port(other))) {
      moved.put(old, other);
    }
  }

  private static Map<Service, SortedSet<Endpoint>> places(Report report) {
    Map<Service, SortedSet<Endpoint>> places = new HashMap<>();
    Stream.concat(
            report.facts().stream().map(EndpointFacts::endpoint),
            report.results().stream().map(Finding::endpoint))
        .forEach(
            endpoint ->
                Service.of(endpoint)
                    .ifPresent(
                        service ->
                            places.computeIfAbsent(service, _ -> new TreeSet<>()).add(endpoint)));
    return places;
  }

  private static String port(Endpoint endpoint) {
    return endpoint.address().substring(endpoint.host().length());
  }

  /** Whether a place of the earlier run is at another address now. */
  boolean isMoved(Endpoint then) {
    return moved.containsKey(then);
  }

  /** Where a place of the earlier run is now. */
  Endpoint now(Endpoint then) {
    return moved.getOrDefault(then, then);
  }

  /** The findings of the earlier run, each by its fingerprint at the place where that is now. */
  Map<String, Finding> byFingerprint(Report before) {
    return before.results().stream()
        .collect(
            Collectors.toMap(
                finding -> fingerprint(before, finding),
                finding -> finding,
                (_, last) -> last,
                LinkedHashMap::new));
  }

  /** The fingerprint of a finding of the earlier run at the place where that is now. */
  String fingerprint(Report before, Finding finding) {
    return Fingerprint.of(before.run().target(), finding.check(), now(finding.endpoint()));
  }
}
