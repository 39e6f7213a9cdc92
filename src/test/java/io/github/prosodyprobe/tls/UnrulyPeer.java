package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.hostile.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Hashtable;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A TLS server that shakes hands properly, and then does what no server should. */
final class UnrulyPeer {

  /** What is done inside TLS. */
  @FunctionalInterface
  interface Misdeed {
    void commit(Records records) throws IOException, InterruptedException;
  }

  private static final BcTlsCrypto CRYPTO = new BcTlsCrypto(new SecureRandom());

  private final TestCertificate own;
  private final ProtocolVersion version;
  private byte[] timestamps = {};
  private int fragment = Integer.MAX_VALUE;

  private UnrulyPeer(TestCertificate own, ProtocolVersion version) {
    this.own = own;
    this.version = version;
  }

  /** A server with a certificate on P-256 that speaks one version. */
  static UnrulyPeer with(TestCertificate own, CompleteHandshake.Version version) {
    return new UnrulyPeer(own, version.bouncyCastle());
  }

  /** Sends this list of signed certificate timestamps, and an OCSP response that says nothing. */
  UnrulyPeer promising(byte[] list) {
    timestamps = list.clone();
    return this;
  }

  /** Puts so many bytes of a handshake message into a record, the header not counted. */
  UnrulyPeer fragmenting(int bytes) {
    fragment = bytes;
    return this;
  }

  /** A script. */
  ScriptedServer.Script then(Misdeed misdeed) {
    return peer -> {
      Records records =
          new Records(peer.socket().getInputStream(), peer.socket().getOutputStream());
      records.accept(new Server());
      misdeed.commit(records);
    };
  }

  /** The inside of the connection, record by record. */
  final class Records extends TlsServerProtocol {

    private Records(InputStream in, OutputStream out) {
      super(in, out);
    }

    /** Sends one record. */
    Records send(short type, byte... content) throws IOException {
      super.safeWriteRecord(type, content, 0, content.length);
      return this;
    }

    /** Sends the same record until the client hangs up. */
    void sendEndlessly(short type, byte... content) throws IOException {
      while (true) {
        send(type, content);
      }
    }

    @Override
    protected void safeWriteRecord(short type, byte[] buffer, int offset, int length)
        throws IOException {
      int step = type == ContentType.handshake ? Math.min(fragment, length) : length;
      for (int sent = 0; sent < length; sent += step) {
        super.safeWriteRecord(type, buffer, offset + sent, Math.min(step, length - sent));
      }
    }
  }

  private final class Server extends DefaultTlsServer {

    Server() {
      super(CRYPTO);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return new ProtocolVersion[] {version};
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {
        CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
      };
    }

    @Override
    public Hashtable<Integer, byte[]> getServerExtensions() throws IOException {
      @SuppressWarnings("unchecked") // As Bouncy Castle documents it.
      Hashtable<Integer, byte[]> extensions = super.getServerExtensions();
      if (timestamps.length > 0 && !TlsUtils.isTLSv13(version)) {
        extensions.put(ExtensionType.signed_certificate_timestamp, timestamps);
      }
      return extensions;
    }

    @Override
    protected boolean allowCertificateStatus() {
      return timestamps.length > 0;
    }

    @Override
    public CertificateStatus getCertificateStatus() {
      return status();
    }

    private CertificateStatus status() {
      return new CertificateStatus(
          CertificateStatusType.ocsp,
          new OCSPResponse(new OCSPResponseStatus(OCSPResponseStatus.TRY_LATER), null));
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
      return new BcDefaultTlsCredentialedSigner(
          new TlsCryptoParameters(context),
          CRYPTO,
          PrivateKeyFactory.createKey(own.key().getEncoded()),
          chain(),
          SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    private Certificate chain() throws IOException {
      TlsCertificate certificate = CRYPTO.createCertificate(own.der());
      if (!TlsUtils.isTLSv13(version)) {
        return new Certificate(new TlsCertificate[] {certificate});
      }
      Hashtable<Integer, byte[]> extensions = new Hashtable<>();
      if (timestamps.length > 0) {
        extensions.put(ExtensionType.signed_certificate_timestamp, timestamps);
      }
      return new Certificate(
          TlsUtils.EMPTY_BYTES,
          new CertificateEntry[] {new CertificateEntry(certificate, extensions)});
    }
  }
}
