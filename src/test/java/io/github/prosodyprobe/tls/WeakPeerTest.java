package io.github.prosodyprobe.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.TlsFacts;
import org.junit.jupiter.api.Test;

class WeakPeerTest {

  @Test
  void ssl3AndTripleDesAndASmallPrimeAreReported() throws Exception {
    try (WeakPeer peer = new WeakPeer()) {
      CollectedFacts facts = new Loopback(peer.port()).inventory();
      assertEquals("SSLv3, TLSv1.0", facts.of(TlsFacts.VERSIONS));
      assertEquals(
          "TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA, TLS_RSA_WITH_3DES_EDE_CBC_SHA",
          facts.of(TlsFacts.SUITES));
      assertEquals(facts.of(TlsFacts.SUITES), facts.of(TlsFacts.SUITES_BROKEN));
      assertEquals("n/a", facts.of(TlsFacts.SUITES_TLS12));
      assertEquals("1024", facts.of(TlsFacts.DH_BITS));
      assertEquals("unknown (1024 bits)", facts.of(TlsFacts.DH_GROUPS));
      assertEquals("n/a", facts.of(TlsFacts.GROUPS_TLS12));
      assertEquals("no", facts.of(TlsFacts.EPHEMERAL_KEYS_REPEATED));
    }
  }
}
