package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsClientProtocol;

/**
 * Does a complete TLS handshake as a client that accepts whatever certificate the server shows.
 *
 * <p>It observes and must never carry a secret: nobody has verified the peer.
 */
public final class CompleteHandshake {

  /** The versions in which a handshake can be completed. */
  public enum Version {
    TLS_1_2(TlsVersion.TLS_1_2, ProtocolVersion.TLSv12),
    TLS_1_3(TlsVersion.TLS_1_3, ProtocolVersion.TLSv13);

    private final TlsVersion version;
    private final ProtocolVersion bouncyCastle;

    Version(TlsVersion version, ProtocolVersion bouncyCastle) {
      this.version = version;
      this.bouncyCastle = bouncyCastle;
    }

    /** Bouncy Castle's name for it. */
    ProtocolVersion bouncyCastle() {
      return bouncyCastle;
    }

    /** The word in facts and reports, such as {@code TLSv1.2}. */
    @Override
    public String toString() {
      return version.toString();
    }
  }

  /**
   * What the client offers.
   *
   * @param domain the name for SNI, in its ASCII form; empty to send none
   * @param versions the versions offered
   * @param applicationProtocol the ALPN identifier offered, such as {@code xmpp-client}; empty to
   *     offer none
   * @param credential what to show to a server that asks for a certificate; empty to show none
   */
  public record Offer(
      String domain,
      Set<Version> versions,
      String applicationProtocol,
      Optional<ClientCredential> credential) {
    /** Copies the versions. */
    public Offer {
      versions = Set.copyOf(versions);
    }

    /** An offer without a certificate. */
    public Offer(String domain, Set<Version> versions, String applicationProtocol) {
      this(domain, versions, applicationProtocol, Optional.empty());
    }
  }

  /** A full TLS record fits, so most flights need one or two reads. */
  private static final int READ_SIZE = 1 << 14;

  /** One for all handshakes: it is stateless and slow to set up. */
  private static final LenientCrypto CRYPTO = new LenientCrypto(new SecureRandom());

  private CompleteHandshake() {}

  /**
   * Does the handshake. The last message of a TLS 1.3 client is kept back and travels with the
   * first application data, which saves a packet.
   *
   * @param wire the connection; belongs to the handshake from here on, also when it fails
   * @throws PeerException with {@link ReasonCode#TLS_ALERT}, {@link
   *     ReasonCode#TLS_NO_COMMON_VERSION}, {@link ReasonCode#TLS_CHAIN_TOO_LONG}, {@link
   *     ReasonCode#TLS_VIOLATION}, or the wire's own reason
   */
  public static TlsWire over(Wire wire, Offer offer) throws PeerException {
    TlsClientProtocol protocol = new TlsClientProtocol();
    ObservingClient client = new ObservingClient(CRYPTO, offer);
    EncryptedRecords records = new EncryptedRecords(wire, protocol);
    try {
      connect(protocol, client);
      byte[] buffer = new byte[READ_SIZE];
      while (protocol.isHandshaking()) {
        records.flush();
        if (!records.fill(buffer)) {
          throw PeerException.of(
              ReasonCode.TCP_CLOSED, "the peer closed the connection during the TLS handshake");
        }
      }
      TlsSession session = client.session();
      wire.transcript().note("TLS handshake complete: " + session);
      return new TlsWire(records, session);
    } catch (PeerException e) {
      wire.transcript().note("TLS handshake failed: " + e.reason());
      records.close();
      throw e;
    } catch (RuntimeException e) {
      records.close();
      throw e;
    }
  }

  private static void connect(TlsClientProtocol protocol, ObservingClient client) {
    try {
      protocol.connect(client);
    } catch (IOException e) {
      throw new IllegalStateException("a hello of our own making cannot be written", e);
    }
  }
}
