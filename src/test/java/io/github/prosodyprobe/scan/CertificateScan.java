package io.github.prosodyprobe.scan;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static io.github.prosodyprobe.hostile.Sessions.PROCEED;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.StubResolver;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.policy.BuiltIn;
import io.github.prosodyprobe.policy.Evaluation;
import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.target.Connect;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.target.Target;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import io.github.prosodyprobe.tls.TrustStore;
import java.net.InetSocketAddress;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Scans a server of a test for its certificates, at the moment for which they were made. */
final class CertificateScan {

  private static final String INSIDE =
      "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
          + "<mechanism>SCRAM-SHA-256</mechanism></mechanisms></stream:features>";

  private CertificateScan() {}

  /** An XMPP server as far as features after STARTTLS. */
  static ScriptedServer.Script serving(TestTlsServer tls) {
    return peer -> {
      peer.expect("<stream:stream").send(HEADER + FEATURES);
      peer.expect("<starttls").send(PROCEED);
      tls.protect(peer).expect("<stream:stream").send(HEADER + INSIDE).listen();
    };
  }

  /** Scans a server for c2s and s2s without asking any DNS. */
  static List<EndpointFacts> of(ScriptedServer server, TestCertificate root)
      throws InterruptedException {
    InetSocketAddress address = server.address();
    String place = address.getAddress().getHostAddress() + ":" + address.getPort();
    return of(
        StubResolver.at(address),
        List.of(Connect.of("c2s=" + place), Connect.of("s2s=" + place)),
        root);
  }

  /** Scans c2s and s2s where the records, or else the operator, say that they are. */
  static List<EndpointFacts> of(NameService names, List<Connect> connects, TestCertificate root) {
    Scanner scanner = new Scanner();
    Observations seen =
        scanner.run(
            scanner.plan(
                new ScanRequest(
                    new Target(
                        Domain.of(TestContexts.DOMAIN),
                        List.of(),
                        connects,
                        EnumSet.of(AddressFamily.IPV4)),
                    names,
                    Vantage.INTERNAL,
                    Duration.ofSeconds(30),
                    new TrustStore(Set.of(new TrustAnchor(root.certificate(), null))),
                    "",
                    Optional.empty(),
                    wanted(),
                    new Catalogue(List.of()),
                    Clock.fixed(TestCertificate.NOW, ZoneOffset.UTC))));
    if (!seen.bugs().isEmpty()) {
      throw new AssertionError("a fault of our own", seen.bugs().getFirst());
    }
    return seen.facts();
  }

  private static Map<Listener, Set<Fact<?>>> wanted() {
    Set<Fact<?>> certificate =
        FactRegistry.all().stream()
            .filter(fact -> fact.name().startsWith("certificate."))
            .collect(Collectors.toUnmodifiableSet());
    return Arrays.stream(Listener.values())
        .collect(
            Collectors.toMap(
                Function.identity(),
                listener -> listener == Listener.DNS ? Set.of() : certificate));
  }

  /** The facts of the only endpoint of a kind. */
  static EndpointFacts only(List<EndpointFacts> facts, Listener listener) {
    return facts.stream()
        .filter(one -> one.endpoint().listener() == listener)
        .reduce(
            (_, _) -> {
              throw new AssertionError("two endpoints of " + listener);
            })
        .orElseThrow();
  }

  /** The checks of certificates that end in a state under prosody-recommended. */
  static Set<String> checks(EndpointFacts facts, State state) {
    return Evaluation.of(
            BuiltIn.policy("prosody-recommended@1"),
            List.of(facts),
            Vantage.EXTERNAL,
            TestCertificate.NOW)
        .stream()
        .filter(result -> result.state() == state)
        .filter(result -> result.check().tags().contains("certificate"))
        .filter(result -> !result.check().tags().contains("consistency"))
        .map(CertificateScan::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String id(Result result) {
    return result.check().id();
  }
}
