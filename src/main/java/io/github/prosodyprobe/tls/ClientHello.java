package io.github.prosodyprobe.tls;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A ClientHello of SSL 3 up to TLS 1.3 with any content, sensible or not (RFC 8446, section 4.1.2).
 *
 * @param version the newest version offered; TLS 1.3 is offered alone, older ones as "up to"
 * @param suites the suites in the order of preference
 * @param groups the supported groups in the order of preference; none leaves out the extension
 * @param keyShares TLS 1.3 key shares; none makes the server name its group in a retry request
 * @param serverName the name for SNI
 * @param alpn the application protocol to offer
 * @param traits what else is in it
 */
public record ClientHello(
    TlsVersion version,
    List<CipherSuite> suites,
    List<NamedGroup> groups,
    List<KeyShare> keyShares,
    Optional<String> serverName,
    Optional<String> alpn,
    Set<Trait> traits)
    implements Hello {

  /** What a hello may have besides versions, suites and groups. */
  public enum Trait {
    /** DEFLATE (RFC 3749) and LZS (RFC 3943) are offered; TLS 1.3 does not allow it. */
    COMPRESSION,
    /** The extended master secret (RFC 7627). */
    EXTENDED_MASTER_SECRET,
    /** The signal that this is a second try with an older version (RFC 7507). */
    FALLBACK_SCSV,
    /** Secure renegotiation (RFC 5746). */
    RENEGOTIATION_INFO,
    /** The wish for a stapled OCSP response (RFC 6066, section 8). */
    STATUS_REQUEST
  }

  /**
   * A public key for a group.
   *
   * @param group the group
   * @param key the key as it goes over the wire
   */
  public record KeyShare(NamedGroup group, byte[] key) {}

  private static final int HANDSHAKE_RECORD = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int RENEGOTIATION_SCSV = 0x00FF;
  private static final int FALLBACK_SCSV = 0x5600;

  /** Copies the lists. */
  public ClientHello {
    if (version == TlsVersion.SSL_2) {
      throw new IllegalArgumentException("SSL 2 has a hello of its own");
    }
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
    keyShares = List.copyOf(keyShares);
    traits = Set.copyOf(traits);
  }

  /** A hello with nothing but suites. */
  public static ClientHello of(TlsVersion version, List<CipherSuite> suites) {
    return new ClientHello(
        version, suites, List.of(), List.of(), Optional.empty(), Optional.empty(), Set.of());
  }

  /** The same with another newest version. */
  public ClientHello upTo(TlsVersion other) {
    return new ClientHello(other, suites, groups, keyShares, serverName, alpn, traits);
  }

  /** The same with these groups. */
  public ClientHello withGroups(List<NamedGroup> other) {
    return new ClientHello(version, suites, other, keyShares, serverName, alpn, traits);
  }

  /** The same with a key share. */
  public ClientHello withKeyShare(KeyShare share) {
    return new ClientHello(version, suites, groups, List.of(share), serverName, alpn, traits);
  }

  /** The same with this server name. */
  public ClientHello withServerName(String name) {
    return new ClientHello(version, suites, groups, keyShares, Optional.of(name), alpn, traits);
  }

  /** The same with this application protocol, or with none. */
  public ClientHello withAlpn(Optional<String> protocol) {
    return new ClientHello(version, suites, groups, keyShares, serverName, protocol, traits);
  }

  /** The same with one trait more. */
  public ClientHello with(Trait trait) {
    Set<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new ClientHello(version, suites, groups, keyShares, serverName, alpn, more);
  }

  /** The version field: TLS 1.3 says that it is TLS 1.2 and tells the truth in an extension. */
  private int legacyVersion() {
    return Math.min(version.code(), TlsVersion.TLS_1_2.code());
  }

  @Override
  public byte[] encode() {
    byte[] random = new byte[32];
    ThreadLocalRandom.current().nextBytes(random);
    WireWriter hello =
        new WireWriter()
            .uint16(legacyVersion())
            .raw(random)
            .vector8(new WireWriter())
            .vector16(suiteCodes())
            .vector8(compressionMethods());
    if (version != TlsVersion.SSL_3) {
      hello.raw(HelloExtensions.encode(this, hello.size()));
    }
    WireWriter message =
        new WireWriter().uint8(CLIENT_HELLO).uint24(hello.size()).raw(hello.toBytes());
    return new WireWriter()
        .uint8(HANDSHAKE_RECORD)
        .uint16(Math.min(version.code(), TlsVersion.TLS_1_0.code()))
        .vector16(message)
        .toBytes();
  }

  private WireWriter suiteCodes() {
    WireWriter codes = new WireWriter();
    suites.forEach(suite -> codes.uint16(suite.code()));
    if (version == TlsVersion.SSL_3 && traits.contains(Trait.RENEGOTIATION_INFO)) {
      codes.uint16(RENEGOTIATION_SCSV);
    }
    if (traits.contains(Trait.FALLBACK_SCSV)) {
      codes.uint16(FALLBACK_SCSV);
    }
    return codes;
  }

  private WireWriter compressionMethods() {
    WireWriter methods = new WireWriter();
    if (traits.contains(Trait.COMPRESSION)) {
      methods.uint8(1).uint8(64);
    }
    return methods.uint8(0);
  }

  @Override
  public String describe() {
    String core =
        "ClientHello "
            + version
            + ", "
            + listed(suites, "suites")
            + (traits.contains(Trait.FALLBACK_SCSV) ? ", TLS_FALLBACK_SCSV" : "");
    return version == TlsVersion.SSL_3
        ? core
        : core
            + (groups.isEmpty() ? "" : ", " + listed(groups, "groups"))
            + alpn.map(protocol -> ", ALPN " + protocol).orElse("");
  }

  private static String listed(List<?> items, String what) {
    return items.size() <= 3 ? what + " " + items : items.size() + " " + what;
  }
}
