package io.github.prosodyprobe.tls;

import java.util.HexFormat;

/** Server flights to feed to the parser, made of the same pieces that servers make them of. */
final class Flights {

  private static final byte[] RETRY_RANDOM =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  private Flights() {}

  static byte[] record(int type, byte[] content) {
    return new WireWriter()
        .uint8(type)
        .uint16(0x0303)
        .vector16(new WireWriter().raw(content))
        .toBytes();
  }

  static byte[] alert(int level, int description) {
    return record(21, new byte[] {(byte) level, (byte) description});
  }

  static byte[] message(int type, byte[] body) {
    return new WireWriter().uint8(type).uint24(body.length).raw(body).toBytes();
  }

  static byte[] serverHello(int version, int suite) {
    return serverHello(version, suite, 0, new WireWriter());
  }

  static byte[] serverHello(int version, int suite, int compression, WireWriter extensions) {
    return message(
        2,
        new WireWriter()
            .uint16(version)
            .raw(new byte[32])
            .vector8(new WireWriter())
            .uint16(suite)
            .uint8(compression)
            .vector16(extensions)
            .toBytes());
  }

  static byte[] helloRetryRequest(int suite, int group) {
    WireWriter extensions =
        new WireWriter()
            .uint16(43)
            .vector16(new WireWriter().uint16(0x0304))
            .uint16(51)
            .vector16(new WireWriter().uint16(group));
    return message(
        2,
        new WireWriter()
            .uint16(0x0303)
            .raw(RETRY_RANDOM)
            .vector8(new WireWriter())
            .uint16(suite)
            .uint8(0)
            .vector16(extensions)
            .toBytes());
  }

  static byte[] certificate(byte[]... chain) {
    WireWriter list = new WireWriter();
    for (byte[] der : chain) {
      list.uint24(der.length).raw(der);
    }
    return message(11, new WireWriter().uint24(list.size()).raw(list.toBytes()).toBytes());
  }

  static byte[] ecdheKey(int group, byte[] point) {
    return message(
        12, new WireWriter().uint8(3).uint16(group).vector8(new WireWriter().raw(point)).toBytes());
  }

  static byte[] dheKey(byte[] prime, byte[] publicValue) {
    return message(
        12,
        new WireWriter()
            .vector16(new WireWriter().raw(prime))
            .vector16(new WireWriter().uint8(2))
            .vector16(new WireWriter().raw(publicValue))
            .toBytes());
  }

  static byte[] join(byte[]... parts) {
    WireWriter all = new WireWriter();
    for (byte[] part : parts) {
      all.raw(part);
    }
    return all.toBytes();
  }
}
