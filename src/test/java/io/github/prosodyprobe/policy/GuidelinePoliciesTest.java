package io.github.prosodyprobe.policy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.fact.Vantage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole configurations held against the guidelines, whatever these say of each part. */
class GuidelinePoliciesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final int DAY = 86_400;

  /**
   * Configurations as they are met; certificates are RSA 2048 for 90 days where nothing is said.
   */
  enum Server {
    /** Debian 12: Mozilla's intermediate 5.7, without DH parameters. */
    PROSODY_0_12,
    /** Debian 13: the same with DHE over ffdhe2048. */
    PROSODY_13,
    /** TLS 1.3 alone, post-quantum, a certificate of P-256. */
    MODERN,
    /** A server of 2010 with a certificate of 2010. */
    ANCIENT,
    /** Prosody 0.12 with a certificate for 398 days that names an OCSP responder. */
    LONG_CERTIFICATE
  }

  /** An empty column: no failure of that severity. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mozilla-intermediate-5.8 | PROSODY_0_12     | | tls-groups-post-quantum |
          mozilla-intermediate-5.8 | PROSODY_13       | tls-suites | tls-groups-post-quantum |
          mozilla-intermediate-5.8 | MODERN           | | tls12-offered |
          mozilla-intermediate-5.8 | ANCIENT          | tls-versions tls-suites | tls12-offered tls13-offered tls-groups tls-dh-size certificate-key certificate-signature certificate-lifespan |
          mozilla-intermediate-5.8 | LONG_CERTIFICATE | | tls-groups-post-quantum certificate-lifespan certificate-stapled |
          mozilla-modern-5.8       | PROSODY_13       | tls-versions tls-suites | tls-groups-post-quantum certificate-key certificate-signature |
          mozilla-modern-5.8       | MODERN           | | |
          rfc9325                  | PROSODY_0_12     | | |
          rfc9325                  | PROSODY_13       | | | tls-suites-current
          rfc9325                  | MODERN           | tls12-offered | |
          rfc9325                  | ANCIENT          | tls-versions tls12-offered tls-suites tls-groups tls-dh-size tls-secure-renegotiation tls-extended-master-secret certificate-key certificate-signature | | tls13-offered tls-suites-current tls-compression-off
          rfc9325                  | LONG_CERTIFICATE | | | certificate-stapled
          ncsc-nl-2025             | PROSODY_0_12     | | certificate-key-current |
          ncsc-nl-2025             | PROSODY_13       | tls-dh-size | tls-suites-current certificate-key-current |
          ncsc-nl-2025             | MODERN           | | |
          ncsc-nl-2025             | ANCIENT          | tls-versions tls-suites tls-groups tls-dh-size tls-compression-off tls-secure-renegotiation certificate-key certificate-signature | tls-suites-current tls-groups-current tls-extended-master-secret certificate-key-current |
          """)
  void aConfigurationFailsWhereTheGuidelineSaysSo(
      String policy, Server server, String critical, String warning, String suggestion) {
    List<Result> results = judged(policy, server);
    assertAll(
        () -> assertEquals(words(critical), failed(results, Severity.CRITICAL)),
        () -> assertEquals(words(warning), failed(results, Severity.WARNING)),
        () -> assertEquals(words(suggestion), failed(results, Severity.SUGGESTION)));
  }

  /** Whatever the inventory and the handshake can see is enough for every guideline. */
  @ParameterizedTest
  @EnumSource(Server.class)
  void noGuidelineAsksForWhatIsNotSeen(Server server) {
    for (String policy :
        List.of("mozilla-intermediate-5.8", "mozilla-modern-5.8", "rfc9325", "ncsc-nl-2025")) {
      judged(policy, server)
          .forEach(
              result ->
                  assertEquals(
                      "", result.state() == State.UNKNOWN ? policy + result.check().id() : ""));
    }
  }

  private static List<Result> judged(String policy, Server server) {
    Endpoint endpoint = new Endpoint(Listener.S2S, "example.org", "192.0.2.1:5269");
    return Evaluation.of(
        BuiltIn.policy(policy + "@1"),
        List.of(EndpointFacts.of(endpoint, facts(server))),
        Vantage.EXTERNAL,
        NOW);
  }

  private static Set<String> failed(List<Result> results, Severity severity) {
    Set<String> ids = new TreeSet<>();
    results.stream()
        .filter(result -> result.state() == State.FAIL && result.check().severity() == severity)
        .forEach(result -> ids.add(result.check().id()));
    return ids;
  }

  private static Set<String> words(String column) {
    return column == null ? Set.of() : new TreeSet<>(List.of(column.split(" ")));
  }

  private static Map<Fact<?>, FactState> facts(Server server) {
    Map<Fact<?>, FactState> facts = intermediate();
    switch (server) {
      case PROSODY_0_12 -> {}
      case PROSODY_13 -> withDhe(facts);
      case MODERN -> modern(facts);
      case ANCIENT -> ancient(facts);
      case LONG_CERTIFICATE -> {
        see(facts, CertificateFacts.LIFETIME, FactValue.count(398 * DAY));
        see(facts, CertificateFacts.OCSP_RESPONDER, FactValue.flag(true));
      }
    }
    return facts;
  }

  private static Map<Fact<?>, FactState> intermediate() {
    Map<Fact<?>, FactState> facts = new TreeMap<>();
    see(facts, TlsFacts.VERSIONS, FactValue.texts("TLSv1.2", "TLSv1.3"));
    see(facts, TlsFacts.SUITES, FactValue.texts(intermediateSuites()));
    see(facts, TlsFacts.SUITES_BROKEN, FactValue.texts());
    see(facts, TlsFacts.SUITES_WITHOUT_AEAD, FactValue.texts());
    see(facts, TlsFacts.SUITES_WITHOUT_FORWARD_SECRECY, FactValue.texts());
    see(facts, TlsFacts.GROUPS, FactValue.texts("x25519", "secp256r1", "secp384r1"));
    facts.put(TlsFacts.DH_BITS, new FactState.NotApplicable("no DHE suite is accepted"));
    facts.put(TlsFacts.DH_GROUPS, new FactState.NotApplicable("no DHE suite is accepted"));
    see(facts, TlsFacts.EPHEMERAL_KEYS_REPEATED, FactValue.flag(false));
    see(facts, TlsFacts.COMPRESSION, FactValue.flag(false));
    see(facts, TlsFacts.SECURE_RENEGOTIATION, FactValue.flag(true));
    see(facts, TlsFacts.EXTENDED_MASTER_SECRET, FactValue.flag(true));
    certificate(facts, "RSA", 2048, 112, "SHA256withRSA");
    see(facts, CertificateFacts.LIFETIME, FactValue.count(90 * DAY));
    see(facts, CertificateFacts.WEAK_SIGNATURE, FactValue.flag(false));
    see(facts, CertificateFacts.OCSP_RESPONDER, FactValue.flag(false));
    see(facts, CertificateFacts.STAPLED, FactValue.flag(false));
    return facts;
  }

  private static Set<String> intermediateSuites() {
    return new TreeSet<>(
        List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"));
  }

  private static void withDhe(Map<Fact<?>, FactState> facts) {
    Set<String> suites = intermediateSuites();
    suites.add("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256");
    suites.add("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384");
    suites.add("TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
    see(facts, TlsFacts.SUITES, FactValue.texts(suites));
    see(facts, TlsFacts.DH_BITS, FactValue.count(2048));
    see(facts, TlsFacts.DH_GROUPS, FactValue.texts("ffdhe2048"));
  }

  private static void modern(Map<Fact<?>, FactState> facts) {
    FactState without = new FactState.NotApplicable("TLS 1.2 not offered");
    see(facts, TlsFacts.VERSIONS, FactValue.texts("TLSv1.3"));
    see(
        facts,
        TlsFacts.SUITES,
        FactValue.texts("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"));
    see(facts, TlsFacts.GROUPS, FactValue.texts("X25519MLKEM768", "x25519", "secp256r1"));
    facts.put(TlsFacts.COMPRESSION, without);
    facts.put(TlsFacts.SECURE_RENEGOTIATION, without);
    facts.put(TlsFacts.EXTENDED_MASTER_SECRET, without);
    certificate(facts, "EC", 256, 128, "SHA384withECDSA");
  }

  private static void ancient(Map<Fact<?>, FactState> facts) {
    see(facts, TlsFacts.VERSIONS, FactValue.texts("SSLv3", "TLSv1.0"));
    FactValue.TextSet suites =
        FactValue.texts("TLS_RSA_WITH_3DES_EDE_CBC_SHA", "TLS_RSA_WITH_RC4_128_SHA");
    see(facts, TlsFacts.SUITES, suites);
    see(facts, TlsFacts.SUITES_BROKEN, suites);
    see(facts, TlsFacts.SUITES_WITHOUT_AEAD, suites);
    see(facts, TlsFacts.SUITES_WITHOUT_FORWARD_SECRECY, suites);
    see(facts, TlsFacts.GROUPS, FactValue.texts("secp192r1"));
    see(facts, TlsFacts.DH_BITS, FactValue.count(1024));
    see(facts, TlsFacts.DH_GROUPS, FactValue.texts("modp1024"));
    see(facts, TlsFacts.COMPRESSION, FactValue.flag(true));
    see(facts, TlsFacts.SECURE_RENEGOTIATION, FactValue.flag(false));
    see(facts, TlsFacts.EXTENDED_MASTER_SECRET, FactValue.flag(false));
    certificate(facts, "RSA", 1024, 80, "SHA1withRSA");
    see(facts, CertificateFacts.WEAK_SIGNATURE, FactValue.flag(true));
    see(facts, CertificateFacts.LIFETIME, FactValue.count(3_650 * DAY));
  }

  private static void certificate(
      Map<Fact<?>, FactState> facts, String type, int bits, int strength, String signature) {
    see(facts, CertificateFacts.KEY_TYPE, FactValue.text(type));
    see(facts, CertificateFacts.KEY_BITS, FactValue.count(bits));
    see(facts, CertificateFacts.KEY_STRENGTH, FactValue.count(strength));
    see(facts, CertificateFacts.SIGNATURE, FactValue.text(signature));
  }

  private static void see(Map<Fact<?>, FactState> facts, Fact<?> fact, FactValue value) {
    facts.put(fact, new FactState.Observed(value, "evidence"));
  }
}
