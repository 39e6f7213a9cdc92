package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import io.github.prosodyprobe.tls.ClientCredential;
import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import io.github.prosodyprobe.tls.TlsWire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The other side of being refused: with a good certificate the same conversation goes well. */
class PeerCertificateOnProsodyTest {

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void aTrustedPeerIsOfferedExternal012(ProsodyServer server) throws Exception {
    assertExternal(server);
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void aTrustedPeerIsOfferedExternal13(ProsodyServer server) throws Exception {
    assertExternal(server);
  }

  private static void assertExternal(ProsodyServer server) throws Exception {
    PeerIdentity peer = new PeerIdentity(server.peerDomain());
    for (Version version : Version.values()) {
      ProbeContext context = TestContexts.of(Listener.S2S, server.s2s());
      Offer offer =
          new Offer(context.domain(), Set.of(version), "xmpp-server", Optional.of(own(server)));
      try (TlsWire inside =
          CompleteHandshake.over(
              StartTlsOpener.forServers(peer, StartTlsOpener.Mode.STEP_BY_STEP).open(context),
              offer)) {
        PeerFate.Admitted fate =
            assertInstanceOf(
                PeerFate.Admitted.class,
                PeerFate.inside(inside, peer.initiator(), context.domain()));
        assertEquals(Optional.of("external"), fate.proof(), version::toString);
      }
    }
  }

  private static ClientCredential own(ProsodyServer server)
      throws IOException, GeneralSecurityException {
    try (InputStream pem = Files.newInputStream(server.peerCertificate())) {
      byte[] certificate =
          CertificateFactory.getInstance("X.509").generateCertificate(pem).getEncoded();
      return new ClientCredential(List.of(certificate), key(server));
    }
  }

  private static PrivateKey key(ProsodyServer server) throws IOException, GeneralSecurityException {
    String text = Files.readString(server.peerKey()).replaceAll("-----[A-Z ]+-----", "");
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text));
    return KeyFactory.getInstance("RSA").generatePrivate(encoded);
  }
}
