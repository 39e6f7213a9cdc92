package io.github.prosodyprobe.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CipherSuiteTest {

  @ParameterizedTest
  @CsvSource({
    "0x1301, TLS_AES_128_GCM_SHA256, true, true, false",
    "0xC0B4, TLS_SHA256_SHA256, true, false, true",
    "0xC02F, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, true, true, false",
    "0xC0AA, TLS_PSK_DHE_WITH_AES_128_CCM_8, true, true, false",
    "0xC014, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, true, false, false",
    "0x009C, TLS_RSA_WITH_AES_128_GCM_SHA256, false, true, false",
    "0x0034, TLS_DH_anon_WITH_AES_128_CBC_SHA, true, false, true",
    "0x0005, TLS_RSA_WITH_RC4_128_SHA, false, false, true",
    "0x000A, TLS_RSA_WITH_3DES_EDE_CBC_SHA, false, false, true",
    "0x0003, TLS_RSA_EXPORT_WITH_RC4_40_MD5, false, false, true",
    "0x010080, SSL_CK_RC4_128_WITH_MD5, false, false, true",
    "0xC0FF, 0xC0FF, false, false, false"
  })
  void theNameTellsWhatASuiteIs(
      String code, String name, boolean forwardSecret, boolean aead, boolean broken) {
    CipherSuite suite = CipherSuite.of(Integer.decode(code));
    assertEquals(name, suite.name());
    assertEquals(forwardSecret, suite.isForwardSecret(), "forward secrecy");
    assertEquals(aead, suite.isAead(), "authenticated encryption");
    assertEquals(broken, suite.isBroken(), "broken");
  }

  @Test
  void theRowsOfTls12HoldEverySuiteOnce() {
    List<CipherSuite> all = new ArrayList<>();
    Tls12SuiteScan.recommended().forEach(all::addAll);
    assertEquals(
        9, all.stream().filter(suite -> suite.isForwardSecret() && suite.isAead()).count());
    Tls12SuiteScan.otherPortions().forEach(all::addAll);
    assertEquals(CipherSuites.forTls12().size(), all.stream().distinct().count());
    assertEquals(CipherSuites.forTls12().size(), all.size());
    assertTrue(all.size() > 340, "the registry has more than 340 suites before TLS 1.3");
  }

  @Test
  void aVersionSharesNoSuiteWithTls13() {
    assertTrue(CipherSuites.forTls13().stream().noneMatch(CipherSuites.forTls12()::contains));
    assertTrue(CipherSuites.forTls12().containsAll(CipherSuites.forBeforeTls12()));
  }
}
