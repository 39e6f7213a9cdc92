package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.probe.IdentifiedPeer;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.target.Target;
import io.github.prosodyprobe.tls.TrustStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the operator asks for.
 *
 * @param target what to scan
 * @param names the resolver
 * @param vantage from where we look
 * @param timeout for the whole scan, positive
 * @param trust roots for certificate chains
 * @param canary name of an existing account, or empty
 * @param peer the server in whose name we may speak to servers, or empty
 * @param wanted listener to the facts of it that somebody will look at, and those that they are
 *     computed from; other listeners are left alone
 * @param catalogue what web servers are asked for
 * @param clock the wall clock
 */
public record ScanRequest(
    Target target,
    NameService names,
    Vantage vantage,
    Duration timeout,
    TrustStore trust,
    String canary,
    Optional<IdentifiedPeer> peer,
    Map<Listener, Set<Fact<?>>> wanted,
    Catalogue catalogue,
    Clock clock) {

  /** Copies the wanted facts, and adds to them what they are computed from. */
  public ScanRequest {
    wanted =
        Dane.withSources(PortKinds.withSources(ClosedPorts.withSources(wanted), target))
            .entrySet()
            .stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> Consistency.withSources(entry.getValue())));
  }

  /** The domain that is scanned. */
  public Domain domain() {
    return target.domain();
  }

  /** The same for later, when names may lead elsewhere. */
  ScanRequest lookingUpAgain() {
    return new ScanRequest(
        target,
        names.forgetting(),
        vantage,
        timeout,
        trust,
        canary,
        peer,
        wanted,
        catalogue,
        clock);
  }

  /** The facts of this listener that somebody will look at. */
  public Set<Fact<?>> wanted(Listener listener) {
    return wanted.getOrDefault(listener, Set.of());
  }
}
