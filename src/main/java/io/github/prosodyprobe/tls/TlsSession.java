package io.github.prosodyprobe.tls;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a complete handshake agreed on, and what the server showed in it.
 *
 * @param version the version agreed on
 * @param cipherSuite IANA's code point of the suite
 * @param group IANA's name of the key exchange group; empty below TLS 1.3, where it is not asked
 *     for
 * @param chain the certificates as served, in DER, the server's own first; empty when none came
 * @param stapled whether an OCSP response came with the certificate (RFC 6066, section 8)
 * @param timestamps signed certificate timestamps that came beside the certificate (RFC 6962,
 *     section 3.3.1); empty where the list cannot be read
 * @param applicationProtocol the ALPN identifier that the server chose, or empty
 * @param extendedMasterSecret whether RFC 7627 protects the session; always so under TLS 1.3
 * @param secureRenegotiation whether the server sent renegotiation_info (RFC 5746); TLS 1.2 only
 * @param certificateRequested whether the server asked for a certificate of ours
 * @param channelBindings channel-binding type to its data for this session, only the types that are
 *     defined for it (RFC 5929, RFC 9266)
 */
public record TlsSession(
    CompleteHandshake.Version version,
    int cipherSuite,
    String group,
    List<byte[]> chain,
    boolean stapled,
    OptionalInt timestamps,
    String applicationProtocol,
    boolean extendedMasterSecret,
    boolean secureRenegotiation,
    boolean certificateRequested,
    Map<String, byte[]> channelBindings) {

  /** Copies the collections. */
  public TlsSession {
    chain = List.copyOf(chain);
    channelBindings = Map.copyOf(channelBindings);
  }

  /** One line for a transcript. */
  @Override
  public String toString() {
    return version
        + ", "
        + CipherSuites.find(cipherSuite)
            .map(CipherSuite::name)
            .orElse("suite 0x%04X".formatted(cipherSuite))
        + (group.isEmpty() ? "" : ", group " + group)
        + ", "
        + chain.size()
        + (chain.size() == 1 ? " certificate" : " certificates")
        + ", ALPN "
        + (applicationProtocol.isEmpty() ? "none" : applicationProtocol);
  }
}
