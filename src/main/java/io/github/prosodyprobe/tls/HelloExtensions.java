package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.tls.ClientHello.KeyShare;
import io.github.prosodyprobe.tls.ClientHello.Trait;

/** Writes the extensions of a ClientHello. */
final class HelloExtensions {

  static final int SERVER_NAME = 0;
  static final int STATUS_REQUEST = 5;
  static final int SUPPORTED_GROUPS = 10;
  static final int EC_POINT_FORMATS = 11;
  static final int SIGNATURE_ALGORITHMS = 13;
  static final int ALPN = 16;
  static final int PADDING = 21;
  static final int EXTENDED_MASTER_SECRET = 23;
  static final int SUPPORTED_VERSIONS = 43;
  static final int KEY_SHARE = 51;
  static final int RENEGOTIATION_INFO = 0xFF01;

  /**
   * Hellos of 256 to 511 bytes hang up some load balancers; RFC 7685 was written to get past them.
   */
  private static final int AWKWARD_FROM = 256;

  private static final int AWKWARD_TO = 511;
  private static final int MESSAGE_HEADER = 4;

  /**
   * IANA's signature schemes: ML-DSA, ECDSA, EdDSA, PSS, Brainpool, SM2, RSA and DSA down to SHA-1
   * and MD5. Everything is offered, so that a certificate is never why a suite is refused.
   */
  private static final int[] SIGNATURE_SCHEMES = {
    0x0904, 0x0905, 0x0906, 0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809,
    0x080A, 0x080B, 0x081A, 0x081B, 0x081C, 0x0708, 0x0401, 0x0501, 0x0601, 0x0301, 0x0303, 0x0402,
    0x0502, 0x0602, 0x0302, 0x0201, 0x0203, 0x0202, 0x0101
  };

  private final WireWriter extensions = new WireWriter();

  private HelloExtensions() {}

  /**
   * The extensions with their length in front.
   *
   * @param bytesBefore how long the message body is without them
   */
  static byte[] encode(ClientHello hello, int bytesBefore) {
    HelloExtensions writer = new HelloExtensions();
    writer.all(hello);
    writer.pad(MESSAGE_HEADER + bytesBefore + 2);
    return new WireWriter().vector16(writer.extensions).toBytes();
  }

  private void all(ClientHello hello) {
    hello.serverName().ifPresent(name -> put(SERVER_NAME, serverName(name)));
    if (hello.traits().contains(Trait.EXTENDED_MASTER_SECRET)) {
      put(EXTENDED_MASTER_SECRET, new WireWriter());
    }
    if (hello.traits().contains(Trait.RENEGOTIATION_INFO)) {
      put(RENEGOTIATION_INFO, new WireWriter().uint8(0));
    }
    if (!hello.groups().isEmpty()) {
      WireWriter groups = new WireWriter();
      hello.groups().forEach(group -> groups.uint16(group.code()));
      put(SUPPORTED_GROUPS, new WireWriter().vector16(groups));
      put(EC_POINT_FORMATS, new WireWriter().vector8(new WireWriter().uint8(0)));
    }
    hello.alpn().ifPresent(protocol -> put(ALPN, protocolNames(protocol)));
    if (hello.traits().contains(Trait.STATUS_REQUEST)) {
      put(STATUS_REQUEST, new WireWriter().uint8(1).uint16(0).uint16(0));
    }
    if (!hello.version().isBefore(TlsVersion.TLS_1_2)) {
      put(SIGNATURE_ALGORITHMS, new WireWriter().vector16(signatureSchemes()));
    }
    if (hello.version() == TlsVersion.TLS_1_3) {
      put(
          SUPPORTED_VERSIONS,
          new WireWriter().vector8(new WireWriter().uint16(TlsVersion.TLS_1_3.code())));
      put(KEY_SHARE, keyShares(hello));
    }
  }

  private void put(int type, WireWriter content) {
    extensions.uint16(type).vector16(content);
  }

  private void pad(int bytesBefore) {
    int size = bytesBefore + extensions.size();
    if (size >= AWKWARD_FROM && size <= AWKWARD_TO) {
      int missing = Math.max(0, AWKWARD_TO + 1 - size - MESSAGE_HEADER);
      put(PADDING, new WireWriter().raw(new byte[missing]));
    }
  }

  private static WireWriter serverName(String name) {
    WireWriter hostName = new WireWriter().uint8(0).vector16(new WireWriter().ascii(name));
    return new WireWriter().vector16(hostName);
  }

  private static WireWriter protocolNames(String protocol) {
    return new WireWriter().vector16(new WireWriter().vector8(new WireWriter().ascii(protocol)));
  }

  private static WireWriter signatureSchemes() {
    WireWriter schemes = new WireWriter();
    for (int scheme : SIGNATURE_SCHEMES) {
      schemes.uint16(scheme);
    }
    return schemes;
  }

  private static WireWriter keyShares(ClientHello hello) {
    WireWriter shares = new WireWriter();
    for (KeyShare share : hello.keyShares()) {
      shares.uint16(share.group().code()).vector16(new WireWriter().raw(share.key()));
    }
    return new WireWriter().vector16(shares);
  }
}
