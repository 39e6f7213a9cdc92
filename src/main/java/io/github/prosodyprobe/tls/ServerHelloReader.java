package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.tls.EphemeralKey.OfNamedGroup;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Reads the body of a ServerHello or HelloRetryRequest. */
final class ServerHelloReader {

  /** The random that makes a ServerHello a retry request (RFC 8446, section 4.1.3). */
  private static final String RETRY_RANDOM =
      "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

  private static final int MAX_EXTENSIONS = 64;

  private ServerHelloReader() {}

  static ServerHello read(WireReader body) throws MalformedFlightException {
    int legacyVersion = body.uint16();
    boolean retry = HexFormat.of().formatHex(body.part(32).rest()).equals(RETRY_RANDOM);
    body.vector8();
    CipherSuite suite = CipherSuite.of(body.uint16());
    int compressionMethod = body.uint8();
    Map<Integer, byte[]> extensions = extensions(body);
    TlsVersion version = version(legacyVersion, extensions);
    byte[] keyShare = extensions.get(HelloExtensions.KEY_SHARE);
    Optional<OfNamedGroup> share =
        keyShare == null ? Optional.empty() : Optional.of(share(new WireReader(keyShare)));
    return new ServerHello(
        version,
        suite,
        share.map(OfNamedGroup::group),
        retry ? Optional.empty() : share.map(key -> key),
        compressionMethod,
        extensions.keySet());
  }

  private static Map<Integer, byte[]> extensions(WireReader body) throws MalformedFlightException {
    Map<Integer, byte[]> extensions = new HashMap<>();
    if (body.remaining() == 0) {
      return extensions;
    }
    WireReader list = body.vector16();
    while (list.remaining() > 0) {
      int type = list.uint16();
      if (extensions.put(type, list.vector16().rest()) != null) {
        throw new MalformedFlightException("extension " + type + " comes twice");
      }
      if (extensions.size() > MAX_EXTENSIONS) {
        throw new MalformedFlightException("more than " + MAX_EXTENSIONS + " extensions");
      }
    }
    return extensions;
  }

  private static TlsVersion version(int legacyVersion, Map<Integer, byte[]> extensions)
      throws MalformedFlightException {
    byte[] supported = extensions.get(HelloExtensions.SUPPORTED_VERSIONS);
    int code = supported == null ? legacyVersion : new WireReader(supported).uint16();
    return TlsVersion.of(code)
        .filter(version -> version != TlsVersion.SSL_2)
        .orElseThrow(
            () -> new MalformedFlightException(String.format("unknown version 0x%04X", code)));
  }

  /** A retry request has the group alone, a ServerHello a key behind it. */
  private static OfNamedGroup share(WireReader extension) throws MalformedFlightException {
    NamedGroup group = NamedGroup.of(extension.uint16());
    String key =
        extension.remaining() == 0 ? "" : HexFormat.of().formatHex(extension.vector16().rest());
    return new OfNamedGroup(group, key);
  }
}
