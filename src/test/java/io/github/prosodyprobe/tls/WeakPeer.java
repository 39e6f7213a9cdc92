package io.github.prosodyprobe.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A real server of twenty years ago: SSL 3 and TLS 1.0, 3DES, a prime of 1024 bits of its own. */
final class WeakPeer implements AutoCloseable {

  private static final BigInteger OWN_PRIME =
      BigInteger.ONE.shiftLeft(1023).add(BigInteger.valueOf(1155)).nextProbablePrime();

  private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AsymmetricKeyParameter key;
  private final Certificate chain;

  WeakPeer() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    key = PrivateKeyFactory.createKey(pair.getPrivate().getEncoded());
    X500Name name = new X500Name("CN=example.test");
    Instant now = Instant.now();
    byte[] der =
        new X509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now),
                Date.from(now.plus(1, ChronoUnit.DAYS)),
                name,
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
            .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()))
            .getEncoded();
    chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(der)});
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket peer = socket.accept();
        Thread.ofVirtual().start(() -> serve(peer));
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  private void serve(Socket peer) {
    try (peer) {
      new TlsServerProtocol(peer.getInputStream(), peer.getOutputStream()).accept(new Server());
    } catch (IOException _) {
      // The client never completes a handshake.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private final class Server extends DefaultTlsServer {

    Server() {
      super(crypto);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv10.downTo(ProtocolVersion.SSLv3);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {0x0016, 0x000A};
    }

    @Override
    public TlsDHConfig getDHConfig() {
      return new TlsDHConfig(new DHGroup(OWN_PRIME, null, BigInteger.TWO, 0));
    }

    @Override
    protected TlsCredentialedDecryptor getRSAEncryptionCredentials() {
      return new BcDefaultTlsCredentialedDecryptor(crypto, chain, key);
    }

    @Override
    protected TlsCredentialedSigner getRSASignerCredentials() {
      return new BcDefaultTlsCredentialedSigner(
          new TlsCryptoParameters(context), crypto, key, chain, null);
    }
  }
}
