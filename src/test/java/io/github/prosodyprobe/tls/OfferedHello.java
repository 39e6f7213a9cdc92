package io.github.prosodyprobe.tls;

import java.util.ArrayList;
import java.util.List;

/** What a hello that reached a scripted server offers. */
record OfferedHello(TlsVersion version, List<Integer> suites, List<Integer> groups) {

  static OfferedHello ofSslV2() {
    return new OfferedHello(TlsVersion.SSL_2, List.of(), List.of());
  }

  static OfferedHello read(byte[] message) {
    try {
      WireReader body = new WireReader(message);
      body.uint8();
      body.uint24();
      int version = body.uint16();
      body.part(32);
      body.vector8();
      List<Integer> suites = numbers(body.vector16());
      body.vector8();
      List<Integer> groups = new ArrayList<>();
      WireReader extensions = body.remaining() == 0 ? body : body.vector16();
      while (extensions.remaining() > 0) {
        int type = extensions.uint16();
        WireReader content = extensions.vector16();
        if (type == HelloExtensions.SUPPORTED_GROUPS) {
          groups.addAll(numbers(content.vector16()));
        } else if (type == HelloExtensions.SUPPORTED_VERSIONS) {
          version = content.vector8().uint16();
        }
      }
      return new OfferedHello(TlsVersion.of(version).orElseThrow(), suites, groups);
    } catch (MalformedFlightException e) {
      throw new AssertionError("our own hello is malformed: " + e.detail(), e);
    }
  }

  private static List<Integer> numbers(WireReader list) throws MalformedFlightException {
    List<Integer> numbers = new ArrayList<>();
    while (list.remaining() > 0) {
      numbers.add(list.uint16());
    }
    return numbers;
  }
}
