package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.probe.IdentifiedPeer;
import io.github.prosodyprobe.target.Connect;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.tls.TrustStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the operator asks for.
 *
 * @param domain what to scan
 * @param connects where the operator says listeners are
 * @param families which addresses count
 * @param names the resolver
 * @param vantage from where we look
 * @param timeout for the whole scan, positive
 * @param trust roots for certificate chains
 * @param canary name of an existing account, or empty
 * @param peer the server in whose name we may speak to servers, or empty
 * @param wanted listener to the facts of it that somebody will look at, and those that they are
 *     computed from; other listeners are left alone
 * @param clock the wall clock
 */
public record ScanRequest(
    Domain domain,
    List<Connect> connects,
    Set<AddressFamily> families,
    NameService names,
    Vantage vantage,
    Duration timeout,
    TrustStore trust,
    String canary,
    Optional<IdentifiedPeer> peer,
    Map<Listener, Set<Fact<?>>> wanted,
    Clock clock) {

  /** Copies the collections, and adds to the wanted facts what they are computed from. */
  public ScanRequest {
    connects = List.copyOf(connects);
    families = Set.copyOf(families);
    wanted =
        wanted.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> Consistency.withSources(entry.getValue())));
  }

  /** The facts of this listener that somebody will look at. */
  public Set<Fact<?>> wanted(Listener listener) {
    return wanted.getOrDefault(listener, Set.of());
  }
}
