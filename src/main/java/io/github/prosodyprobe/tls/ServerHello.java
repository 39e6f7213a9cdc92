package io.github.prosodyprobe.tls;

import java.util.Optional;
import java.util.Set;

/**
 * A ServerHello or HelloRetryRequest (RFC 8446, section 4.1.3 and 4.1.4).
 *
 * @param version the version chosen
 * @param suite the suite chosen, offered or not
 * @param group the group of a TLS 1.3 key share or retry request
 * @param share the key in a TLS 1.3 key share, empty in a retry request and below TLS 1.3
 * @param compressionMethod zero where nothing is compressed
 * @param extensions the types of all extensions
 */
public record ServerHello(
    TlsVersion version,
    CipherSuite suite,
    Optional<NamedGroup> group,
    Optional<EphemeralKey> share,
    int compressionMethod,
    Set<Integer> extensions) {

  /** Copies the types. */
  public ServerHello {
    extensions = Set.copyOf(extensions);
  }

  /** Whether the extended master secret is taken up. */
  public boolean hasExtendedMasterSecret() {
    return extensions.contains(HelloExtensions.EXTENDED_MASTER_SECRET);
  }

  /** Whether renegotiation is bound to the session. */
  public boolean hasRenegotiationInfo() {
    return extensions.contains(HelloExtensions.RENEGOTIATION_INFO);
  }

  /** What was chosen, for a transcript. */
  public String describe() {
    return "ServerHello " + version + ", " + suite + group.map(chosen -> ", " + chosen).orElse("");
  }
}
