package io.github.prosodyprobe.tls;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.TlsFacts;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an inventory finds is what OpenSSL was told to offer. */
class TlsComparisonTest {

  private static final String TLS13_SUITES =
      "TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256";

  @TempDir static Path directory;

  static Stream<Arguments> servers() {
    return Stream.of(
        Arguments.of(
            "rsa",
            "-min_protocol TLSv1 -groups P-256:X448 -cipher"
                + " AES128-SHA:ECDHE-RSA-AES256-GCM-SHA384:NULL-SHA256:ADH-AES128-SHA:@SECLEVEL=0",
            Map.of(
                TlsFacts.VERSIONS, "TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3",
                TlsFacts.SUITES_BEFORE_TLS12,
                    "TLS_DH_anon_WITH_AES_128_CBC_SHA, TLS_RSA_WITH_AES_128_CBC_SHA",
                TlsFacts.SUITES_TLS12,
                    "TLS_DH_anon_WITH_AES_128_CBC_SHA, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,"
                        + " TLS_RSA_WITH_AES_128_CBC_SHA, TLS_RSA_WITH_NULL_SHA256",
                TlsFacts.SUITES_TLS13, TLS13_SUITES,
                TlsFacts.SUITES_BROKEN,
                    "TLS_DH_anon_WITH_AES_128_CBC_SHA, TLS_RSA_WITH_NULL_SHA256",
                TlsFacts.GROUPS_TLS13, "secp256r1, x448",
                TlsFacts.GROUPS_TLS12, "secp256r1, x448",
                TlsFacts.SUITE_PREFERENCE, "client",
                TlsFacts.FALLBACK_SCSV, "yes",
                TlsFacts.EPHEMERAL_KEYS_REPEATED, "no")),
        Arguments.of(
            "rsa",
            "-tls1_2 -serverpref -no_comp -cipher"
                + " DHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-CHACHA20-POLY1305:AES256-SHA256",
            Map.of(
                TlsFacts.VERSIONS, "TLSv1.2",
                TlsFacts.VERSIONS_REFUSED_BY_POLICY, "SSLv2, SSLv3, TLSv1.0, TLSv1.1, TLSv1.3",
                TlsFacts.SUITES_WITHOUT_FORWARD_SECRECY, "TLS_RSA_WITH_AES_256_CBC_SHA256",
                TlsFacts.SUITES_WITHOUT_AEAD, "TLS_RSA_WITH_AES_256_CBC_SHA256",
                TlsFacts.SUITE_PREFERENCE, "server",
                TlsFacts.DH_BITS, "2048",
                TlsFacts.DH_GROUPS, "modp2048",
                TlsFacts.FALLBACK_SCSV, "n/a",
                TlsFacts.EXTENDED_MASTER_SECRET, "yes",
                TlsFacts.COMPRESSION, "no")),
        Arguments.of(
            "ec",
            "-tls1_2 -groups X25519:P-256:P-384 -cipher"
                + " ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384",
            Map.of(
                TlsFacts.GROUPS_TLS12, "secp256r1, secp384r1, x25519",
                TlsFacts.GROUPS, "secp256r1, secp384r1, x25519",
                TlsFacts.DH_BITS, "n/a",
                TlsFacts.SUITES_TLS13, "n/a")),
        Arguments.of(
            "ec",
            "-tls1_2 -serverpref -groups P-256:P-384 -cipher ECDHE-ECDSA-AES128-GCM-SHA256",
            Map.of(
                TlsFacts.GROUPS_TLS12, "unobserved not-probed",
                TlsFacts.SUITES_TLS12, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                TlsFacts.SUITE_PREFERENCE, "single")),
        Arguments.of(
            "ec",
            "-tls1_3 -groups P-384:P-256 -ciphersuites TLS_AES_128_CCM_8_SHA256",
            Map.of(
                TlsFacts.VERSIONS, "TLSv1.3",
                TlsFacts.SUITES, "TLS_AES_128_CCM_8_SHA256",
                TlsFacts.GROUPS, "secp256r1, secp384r1",
                TlsFacts.GROUPS_TLS12, "n/a",
                TlsFacts.SUITE_PREFERENCE, "n/a",
                TlsFacts.COMPRESSION, "n/a",
                TlsFacts.EPHEMERAL_KEYS_REPEATED, "no")),
        Arguments.of(
            "rsa",
            "-tls1_2 -alpn xmpp-client -legacy_renegotiation -groups P-521 -cipher"
                + " ECDHE-RSA-AES128-GCM-SHA256",
            Map.of(
                TlsFacts.GROUPS_TLS12, "secp521r1",
                TlsFacts.SECURE_RENEGOTIATION, "yes")),
        Arguments.of(
            "rsa",
            "-tls1_2 -alpn http/1.1 -cipher ECDHE-RSA-AES128-GCM-SHA256",
            Map.of(TlsFacts.SUITES, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("servers")
  void theInventoryIsWhatWasConfigured(
      String keyType, String options, Map<Fact<?>, String> expected) throws Exception {
    try (OpenSslServer server = new OpenSslServer(directory, keyType, options)) {
      CollectedFacts facts = new Loopback(server.port()).inventory();
      assertAll(
          expected.entrySet().stream()
              .map(
                  entry ->
                      () ->
                          assertEquals(
                              entry.getValue(), facts.of(entry.getKey()), entry.getKey().name())));
    }
  }
}
