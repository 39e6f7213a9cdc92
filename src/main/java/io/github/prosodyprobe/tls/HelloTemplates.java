package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.tls.ClientHello.Trait;
import java.util.List;
import java.util.Optional;

/**
 * The hellos of an inventory, all alike but for what they ask.
 *
 * @param serverName the name for SNI
 * @param alpn the application protocol of the listener; empty where STARTTLS has settled it
 */
record HelloTemplates(String serverName, Optional<String> alpn) {

  /** A TLS 1.3 hello without a key share, so that the server names suite and group, and no more. */
  ClientHello tls13(List<CipherSuite> suites, List<NamedGroup> groups) {
    return ClientHello.of(TlsVersion.TLS_1_3, suites)
        .withGroups(groups)
        .withServerName(serverName)
        .withAlpn(alpn);
  }

  /** A hello of an older version with all that such a server may take up. */
  ClientHello upTo(TlsVersion version, List<CipherSuite> suites, List<NamedGroup> groups) {
    return ClientHello.of(version, suites)
        .withGroups(groups)
        .withServerName(serverName)
        .withAlpn(alpn)
        .with(Trait.COMPRESSION)
        .with(Trait.EXTENDED_MASTER_SECRET)
        .with(Trait.RENEGOTIATION_INFO);
  }
}
