package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ChannelBinding;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.jspecify.annotations.Nullable;

/** A TLS client that offers much, accepts anything it can compute, and takes notes. */
@SuppressWarnings("JdkObsolete") // Vector is what Bouncy Castle's methods return.
final class ObservingClient extends AbstractTlsClient {

  private static final int CHAIN_LENGTH = 100;

  /** Bytes of a handshake message, and so of a whole chain. */
  static final int MESSAGE_SIZE = 256 * 1024;

  /** Larger primes only burn our CPU time; 8192 bits is the largest group of RFC 7919. */
  private static final int LARGEST_DH_BITS = 8192;

  /** Good ones first, and old ones so that weak servers can be looked into as well. */
  private static final int[] SUITES_TLS12 = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA256,
    CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA256,
    CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
    CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
    CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_CAMELLIA_128_CBC_SHA,
    CipherSuite.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA,
    CipherSuite.TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
  };

  private static final int[] SUITES_TLS13 = {
    CipherSuite.TLS_AES_128_GCM_SHA256,
    CipherSuite.TLS_AES_256_GCM_SHA384,
    CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_AES_128_CCM_SHA256,
  };

  private static final List<Integer> GROUPS =
      List.of(
          NamedGroup.x25519,
          NamedGroup.secp256r1,
          NamedGroup.x448,
          NamedGroup.secp384r1,
          NamedGroup.secp521r1,
          NamedGroup.X25519MLKEM768,
          NamedGroup.SecP256r1MLKEM768,
          NamedGroup.SecP384r1MLKEM1024,
          NamedGroup.brainpoolP256r1,
          NamedGroup.brainpoolP384r1,
          NamedGroup.ffdhe2048,
          NamedGroup.ffdhe3072,
          NamedGroup.ffdhe4096);

  private final LenientCrypto lenientCrypto;
  private final CompleteHandshake.Offer offer;
  private @Nullable TlsSession session;
  private boolean stapled;
  private byte @Nullable [] timestamps;
  private boolean secureRenegotiation;
  private boolean certificateRequested;

  ObservingClient(LenientCrypto crypto, CompleteHandshake.Offer offer) {
    super(crypto);
    this.lenientCrypto = crypto;
    this.offer = offer;
  }

  /** What was seen; only after the handshake. */
  TlsSession session() {
    if (session == null) {
      throw new IllegalStateException("the handshake is not complete");
    }
    return session;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return offer.versions().stream()
        .sorted((one, other) -> other.compareTo(one))
        .map(CompleteHandshake.Version::bouncyCastle)
        .toArray(ProtocolVersion[]::new);
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    int[] newer =
        offer.versions().contains(CompleteHandshake.Version.TLS_1_3) ? SUITES_TLS13 : new int[0];
    int[] older =
        offer.versions().contains(CompleteHandshake.Version.TLS_1_2) ? SUITES_TLS12 : new int[0];
    int[] all = Arrays.copyOf(newer, newer.length + older.length);
    System.arraycopy(older, 0, all, newer.length, older.length);
    return all;
  }

  @Override
  protected Vector<Integer> getSupportedGroups(@SuppressWarnings("rawtypes") Vector roles) {
    return new Vector<>(GROUPS);
  }

  /** One cheap share; a server that insists on another group asks for it with one round trip. */
  @Override
  public Vector<Integer> getEarlyKeyShareGroups() {
    return new Vector<>(List.of(NamedGroup.x25519));
  }

  @Override
  protected @Nullable Vector<ProtocolName> getProtocolNames() {
    if (offer.applicationProtocol().isEmpty()) {
      return null;
    }
    return new Vector<>(List.of(ProtocolName.asUtf8Encoding(offer.applicationProtocol())));
  }

  @Override
  protected @Nullable Vector<ServerName> getSNIServerNames() {
    if (offer.domain().isEmpty()) {
      return null;
    }
    byte[] name = offer.domain().getBytes(StandardCharsets.US_ASCII);
    return new Vector<>(List.of(new ServerName((short) 0, name)));
  }

  @Override
  public TlsDHGroupVerifier getDHGroupVerifier() {
    return group -> group.getP().bitLength() <= LARGEST_DH_BITS;
  }

  /** Counted in {@link #notifyServerCertificate} instead, where the reason can be told. */
  @Override
  public int getMaxCertificateChainLength() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int getMaxHandshakeMessageSize() {
    return MESSAGE_SIZE;
  }

  @Override
  public boolean shouldCheckSigAlgOfPeerCerts() {
    return false;
  }

  @Override
  public boolean requiresCloseNotify() {
    return false;
  }

  /** Asks for signed certificate timestamps, which costs four bytes. */
  @Override
  public Hashtable<Integer, byte[]> getClientExtensions() throws IOException {
    @SuppressWarnings("unchecked") // As Bouncy Castle documents it.
    Hashtable<Integer, byte[]> extensions = super.getClientExtensions();
    extensions.put(ExtensionType.signed_certificate_timestamp, TlsUtils.EMPTY_BYTES);
    return extensions;
  }

  /** Under TLS 1.2 they come with the ServerHello. */
  @Override
  public void processServerExtensions(@SuppressWarnings("rawtypes") Hashtable extensions)
      throws IOException {
    super.processServerExtensions(extensions);
    noteTimestamps(extensions);
  }

  private void noteTimestamps(@Nullable Hashtable<?, ?> extensions) {
    if (extensions != null
        && extensions.get(ExtensionType.signed_certificate_timestamp) instanceof byte[] list) {
      timestamps = list;
    }
  }

  private OptionalInt timestampCount() {
    try {
      return OptionalInt.of(timestamps == null ? 0 : CertificateExtensions.timestamps(timestamps));
    } catch (MalformedFlightException _) {
      return OptionalInt.empty();
    }
  }

  @Override
  public void notifySecureRenegotiation(boolean offered) {
    secureRenegotiation = offered;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
        if (certificate.getCertificate().getLength() > CHAIN_LENGTH) {
          throw new TlsFatalAlert(
              AlertDescription.bad_certificate,
              PeerException.of(
                  ReasonCode.TLS_CHAIN_TOO_LONG,
                  "the chain has more than " + CHAIN_LENGTH + " certificates"));
        }
        stapled = certificate.getCertificateStatus() != null;
        Hashtable<?, ?> extensions =
            certificate.getCertificate().isEmpty()
                ? null
                : certificate.getCertificate().getCertificateEntryAt(0).getExtensions();
        noteTimestamps(extensions);
      }

      @Override
      public @Nullable TlsCredentials getClientCredentials(CertificateRequest request)
          throws IOException {
        certificateRequested = true;
        return offer.credential().isEmpty()
            ? null
            : offer.credential().get().answer(request, context, lenientCrypto);
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    SecurityParameters parameters = context.getSecurityParametersConnection();
    boolean newest = TlsUtils.isTLSv13(parameters.getNegotiatedVersion());
    List<byte[]> chain = new ArrayList<>();
    for (TlsCertificate certificate : parameters.getPeerCertificate().getCertificateList()) {
      chain.add(certificate.getEncoded());
    }
    ProtocolName protocol = parameters.getApplicationProtocol();
    session =
        new TlsSession(
            newest ? CompleteHandshake.Version.TLS_1_3 : CompleteHandshake.Version.TLS_1_2,
            parameters.getCipherSuite(),
            newest ? NamedGroup.getName(parameters.getNegotiatedGroup()) : "",
            chain,
            stapled,
            timestampCount(),
            protocol == null ? "" : protocol.getUtf8Decoding(),
            parameters.isExtendedMasterSecret(),
            secureRenegotiation,
            certificateRequested,
            channelBindings(chain, newest, parameters.isExtendedMasterSecret()));
  }

  private Map<String, byte[]> channelBindings(
      List<byte[]> chain, boolean newest, boolean extendedMasterSecret) {
    Map<String, byte[]> bindings = new HashMap<>();
    if (newest || extendedMasterSecret) {
      bindings.put("tls-exporter", context.exportChannelBinding(ChannelBinding.tls_exporter));
    }
    if (!newest) {
      bindings.put("tls-unique", context.exportChannelBinding(ChannelBinding.tls_unique));
    }
    CertificateChain.of(chain)
        .leaf()
        .flatMap(CertificateSignature::endPoint)
        .ifPresent(hash -> bindings.put("tls-server-end-point", hash));
    return bindings;
  }
}
