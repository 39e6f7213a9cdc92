package io.github.prosodyprobe.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.ConsistencyFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.fact.Vantage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What real servers answered (Prosody 0.12.3 on OpenSSL 3.0 and 13.0.1 on OpenSSL 3.5), held
 * against the built-in policies: a false alarm about a sound server would be a bug of the checks.
 */
class StockProsodyTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  /** A version of Prosody. */
  enum Version {
    V0_12,
    V13
  }

  /** A hardened configuration, as the documentation recommends it. */
  @ParameterizedTest
  @EnumSource(Version.class)
  void aHardenedServerHasNothingButSuggestions(Version version) {
    List<Result> results = judged("prosody-recommended@1", hardened(version));
    assertEquals(Set.of(), ids(results, State.UNKNOWN));
    Set<String> suggested =
        switch (version) {
          case V0_12 -> Set.of("channel-binding-offered", "tls-groups-post-quantum");
          case V13 -> Set.of("tls-groups-post-quantum");
        };
    assertEquals(suggested, ids(results, State.FAIL));
    results.stream()
        .filter(result -> result.state() == State.FAIL)
        .forEach(result -> assertEquals(Severity.SUGGESTION, result.check().severity()));
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aHardenedServerFulfilsTheMinimum(Version version) {
    List<Result> results = judged("xmpp-minimum@1", hardened(version));
    assertEquals(Set.of("pass"), states(results));
  }

  /** Prosody's own defaults: invitations only, so the form is served and proves nothing. */
  @ParameterizedTest
  @EnumSource(Version.class)
  void theDefaultsLeaveOnlyRegistrationOpenToDoubt(Version version) {
    Map<Fact<?>, FactState> facts = hardened(version);
    mechanisms(facts, version, "SCRAM-SHA-1", "PLAIN");
    see(facts, StreamFacts.REGISTRATION_FEATURE_AFTER_TLS, FactValue.flag(true));
    see(facts, StreamFacts.REGISTRATION_FORM_AFTER_TLS, FactValue.text("form"));
    facts.put(
        StreamFacts.REGISTRATION,
        new FactState.Unobserved(Reason.of(ReasonCode.NEEDS_CANARY, "a form is served")));
    List<Result> results = judged("prosody-recommended@1", facts);
    assertEquals(Set.of("registration-closed"), ids(results, State.UNKNOWN));
    assertEquals(Set.of(), failedAtLeast(results, Severity.WARNING));
  }

  /** The audited configuration: encryption optional, legacy authentication on. */
  @ParameterizedTest
  @EnumSource(Version.class)
  void theAuditedServerFailsWhereTheAuditSaysSo(Version version) {
    Map<Fact<?>, FactState> facts = hardened(version);
    mechanisms(facts, version, "SCRAM-SHA-1", "PLAIN");
    see(facts, StreamFacts.STARTTLS, FactValue.text("offered"));
    see(facts, SaslFacts.BEFORE_TLS, FactValue.texts("SCRAM-SHA-1", "PLAIN"));
    see(facts, SaslFacts.PLAIN_BEFORE_TLS, FactValue.text("evaluated"));
    see(facts, StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS, FactValue.flag(true));
    see(facts, StreamFacts.LEGACY_AUTH_FEATURE_AFTER_TLS, FactValue.flag(true));
    see(facts, StreamFacts.LEGACY_AUTH_BEFORE_TLS, FactValue.text("answers"));
    see(facts, StreamFacts.LEGACY_AUTH_AFTER_TLS, FactValue.text("answers"));
    assertEquals(
        Set.of("c2s-tls-required", "plain-before-tls-refused", "legacy-auth-off"),
        failedAtLeast(judged("prosody-recommended@1", facts), Severity.WARNING));
  }

  @Test
  void legacyAuthThatOnlyWaitsForEncryptionIsStillThere() {
    Map<Fact<?>, FactState> facts = hardened(Version.V13);
    see(facts, StreamFacts.LEGACY_AUTH_BEFORE_TLS, FactValue.text("needs-encryption"));
    see(facts, StreamFacts.LEGACY_AUTH_AFTER_TLS, FactValue.text("answers"));
    assertEquals(
        Set.of("legacy-auth-off"),
        failedAtLeast(judged("prosody-recommended@1", facts), Severity.WARNING));
  }

  /** Everything passes, and then one thing after the other cannot be seen. */
  @ParameterizedTest
  @EnumSource(ReasonCode.class)
  void whatCannotBeSeenTakesItsPassAway(ReasonCode code) {
    FactState unseen = new FactState.Unobserved(Reason.of(code, "for a test"));
    Map<Fact<?>, FactState> facts = hardened(Version.V13);
    for (Fact<?> fact : facts.keySet()) {
      Map<Fact<?>, FactState> without = new TreeMap<>(facts);
      without.put(fact, unseen);
      judged("prosody-recommended@1", without).stream()
          .filter(result -> result.check().expectation().facts().anyMatch(fact::equals))
          .forEach(
              result -> assertNotEquals(State.PASS, result.state(), fact + result.check().id()));
    }
  }

  private static Map<Fact<?>, FactState> hardened(Version version) {
    Map<Fact<?>, FactState> facts = new TreeMap<>();
    see(facts, StreamFacts.STARTTLS, FactValue.text("required"));
    see(facts, StreamFacts.STARTTLS_ANSWER, FactValue.text("proceed"));
    see(facts, StreamFacts.INJECTION_DISCARDED, FactValue.flag(true));
    see(facts, StreamFacts.FOREIGN_DOMAIN, FactValue.text("host-unknown"));
    see(facts, StreamFacts.LEGACY_AUTH_FEATURE_BEFORE_TLS, FactValue.flag(false));
    see(facts, StreamFacts.LEGACY_AUTH_FEATURE_AFTER_TLS, FactValue.flag(false));
    see(facts, StreamFacts.LEGACY_AUTH_BEFORE_TLS, FactValue.text("refused"));
    see(facts, StreamFacts.LEGACY_AUTH_AFTER_TLS, FactValue.text("refused"));
    see(facts, StreamFacts.REGISTRATION_FEATURE_BEFORE_TLS, FactValue.flag(false));
    see(facts, StreamFacts.REGISTRATION_FORM_BEFORE_TLS, FactValue.text("refused"));
    see(facts, StreamFacts.REGISTRATION, FactValue.text("closed"));
    see(facts, SaslFacts.BEFORE_TLS, FactValue.texts());
    see(facts, SaslFacts.PLAIN_BEFORE_TLS, FactValue.text("refused"));
    see(facts, SaslFacts.SASL2, FactValue.flag(false));
    facts.put(SaslFacts.SASL2_MECHANISMS, new FactState.NotApplicable("no SASL2"));
    see(facts, SaslFacts.BINDINGS_BROKEN, FactValue.texts());
    mechanisms(facts, version, "SCRAM-SHA-256");
    tls(facts, version);
    see(facts, CertificateFacts.IDENTITY, FactValue.text("dns"));
    see(facts, CertificateFacts.TRUST, FactValue.text("trusted"));
    see(facts, CertificateFacts.NOT_AFTER, FactValue.moment(NOW.plusSeconds(60 * 86_400)));
    see(facts, CertificateFacts.KEY_STRENGTH, FactValue.count(112));
    see(facts, CertificateFacts.PURPOSES, FactValue.texts("serverAuth"));
    see(facts, CertificateFacts.WEAK_SIGNATURE, FactValue.flag(false));
    see(facts, CertificateFacts.CHAIN_ORDERED, FactValue.flag(true));
    see(facts, CertificateFacts.MUST_STAPLE, FactValue.flag(false));
    see(facts, CertificateFacts.CHAIN_LENGTH, FactValue.count(2));
    see(facts, CertificateFacts.PUBLIC_ROOT, FactValue.flag(true));
    see(facts, CertificateFacts.TIMESTAMPS, FactValue.count(2));
    see(facts, CertificateFacts.DANE, FactValue.text("matches"));
    see(facts, ConsistencyFacts.SAME_CERTIFICATE, FactValue.flag(true));
    see(facts, ConsistencyFacts.VERSIONS_DRIFT, FactValue.texts());
    see(facts, ConsistencyFacts.SUITES_DRIFT, FactValue.texts());
    see(facts, PortFacts.PROXY_HEADER_V1, FactValue.text("refused"));
    see(facts, PortFacts.PROXY_HEADER_V2, FactValue.text("refused"));
    return facts;
  }

  /** 0.12 has channel binding under TLS 1.2 only, and does not announce it (XEP-0440). */
  private static void mechanisms(
      Map<Fact<?>, FactState> facts, Version version, String scram, String... others) {
    Set<String> offered = new TreeSet<>(List.of(others));
    offered.addAll(List.of(scram, scram + "-PLUS"));
    if (version == Version.V13) {
      offered.add("OAUTHBEARER");
    }
    see(facts, SaslFacts.MECHANISMS_AFTER_TLS, FactValue.texts(offered));
    see(facts, SaslFacts.BINDINGS_WORKING_TLS12, FactValue.texts("tls-unique"));
    FactValue.TextSet exporter =
        version == Version.V13 ? FactValue.texts("tls-exporter") : FactValue.texts();
    see(facts, SaslFacts.BINDINGS_WORKING_TLS13, exporter);
    see(facts, SaslFacts.BINDINGS_TLS13, exporter);
    see(
        facts,
        SaslFacts.BINDINGS_TLS12,
        version == Version.V13 ? FactValue.texts("tls-unique") : FactValue.texts());
  }

  /** Mozilla's intermediate 5.7 with an RSA certificate; 0.12 has no DH parameters. */
  private static void tls(Map<Fact<?>, FactState> facts, Version version) {
    Set<String> suites =
        new TreeSet<>(
            List.of(
                "TLS_AES_128_GCM_SHA256",
                "TLS_AES_256_GCM_SHA384",
                "TLS_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"));
    if (version == Version.V13) {
      suites.add("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256");
      suites.add("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384");
      suites.add("TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
      see(facts, TlsFacts.DH_BITS, FactValue.count(2048));
    } else {
      facts.put(TlsFacts.DH_BITS, new FactState.NotApplicable("no DHE suite is accepted"));
    }
    see(facts, TlsFacts.VERSIONS, FactValue.texts("TLSv1.2", "TLSv1.3"));
    see(facts, TlsFacts.VERSIONS_REFUSED_BY_LIBRARY, FactValue.texts());
    see(facts, TlsFacts.SUITES, FactValue.texts(suites));
    see(facts, TlsFacts.SUITES_BROKEN, FactValue.texts());
    see(facts, TlsFacts.GROUPS, FactValue.texts("x25519", "secp256r1", "secp384r1"));
    see(facts, TlsFacts.EPHEMERAL_KEYS_REPEATED, FactValue.flag(false));
    see(facts, TlsFacts.COMPRESSION, FactValue.flag(false));
    see(facts, TlsFacts.SECURE_RENEGOTIATION, FactValue.flag(true));
    see(facts, TlsFacts.EXTENDED_MASTER_SECRET, FactValue.flag(true));
    see(facts, TlsFacts.FALLBACK_SCSV, FactValue.flag(true));
  }

  private static void see(Map<Fact<?>, FactState> facts, Fact<?> fact, FactValue value) {
    facts.put(fact, new FactState.Observed(value, "evidence"));
  }

  private static List<Result> judged(String policy, Map<Fact<?>, FactState> facts) {
    return Evaluation.of(
        BuiltIn.policy(policy),
        List.of(
            EndpointFacts.of(new Endpoint(Listener.C2S, "example.org", "192.0.2.1:5222"), facts)),
        Vantage.EXTERNAL,
        NOW);
  }

  private static Set<String> ids(List<Result> results, State state) {
    Set<String> ids = new TreeSet<>();
    results.stream()
        .filter(result -> result.state() == state)
        .forEach(result -> ids.add(result.check().id()));
    return ids;
  }

  private static Set<String> failedAtLeast(List<Result> results, Severity severity) {
    return ids(
        results.stream().filter(result -> result.check().severity().atLeast(severity)).toList(),
        State.FAIL);
  }

  private static Set<String> states(List<Result> results) {
    Set<String> states = new TreeSet<>();
    results.forEach(result -> states.add(result.state().word()));
    return states;
  }
}
