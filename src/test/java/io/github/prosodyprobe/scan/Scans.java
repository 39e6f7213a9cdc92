package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.dns.StubResolver;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.BuiltInCatalogue;
import io.github.prosodyprobe.target.Connect;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.target.Target;
import io.github.prosodyprobe.tls.TrustStore;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Requests of scans that ask a scripted name server. */
public final class Scans {

  private Scans() {}

  /** A target with what its operator says of it. */
  public static Target target(String domain, List<String> hosts, String... connects) {
    return new Target(
        Domain.of(domain),
        hosts.stream().map(Domain::of).toList(),
        Stream.of(connects).map(Connect::of).toList(),
        EnumSet.allOf(AddressFamily.class));
  }

  /** A scan that wants these facts of each listener, and those of the records beside them. */
  public static ScanRequest request(
      Target target,
      ScriptedNameServer names,
      Vantage vantage,
      Set<Fact<?>> ofListeners,
      Set<Fact<?>> ofRecords) {
    Map<Listener, Set<Fact<?>>> wanted = new EnumMap<>(Listener.class);
    for (Listener listener : Listener.values()) {
      wanted.put(listener, listener == Listener.DNS ? ofRecords : ofListeners);
    }
    return new ScanRequest(
        target,
        StubResolver.at(names.address()),
        vantage,
        Duration.ofSeconds(20),
        new TrustStore(Set.of()),
        "",
        Optional.empty(),
        wanted,
        BuiltInCatalogue.read(),
        Clock.systemUTC());
  }

  /** Plans and scans. */
  public static Observations run(ScanRequest request) {
    Scanner scanner = new Scanner();
    return scanner.run(scanner.plan(request));
  }
}
