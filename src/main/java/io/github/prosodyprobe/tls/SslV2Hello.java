package io.github.prosodyprobe.tls;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The CLIENT-HELLO of SSL 2 (Hickman, The SSL Protocol, section 2.5; RFC 6176 forbids its use).
 *
 * @param kinds the cipher kinds
 */
public record SslV2Hello(List<CipherSuite> kinds) implements Hello {

  private static final int CLIENT_HELLO = 1;
  private static final int CHALLENGE_BYTES = 16;

  /** Copies the kinds. */
  public SslV2Hello {
    kinds = List.copyOf(kinds);
  }

  @Override
  public byte[] encode() {
    byte[] challenge = new byte[CHALLENGE_BYTES];
    ThreadLocalRandom.current().nextBytes(challenge);
    WireWriter specs = new WireWriter();
    kinds.forEach(kind -> specs.uint24(kind.code()));
    WireWriter message =
        new WireWriter()
            .uint8(CLIENT_HELLO)
            .uint16(TlsVersion.SSL_2.code())
            .uint16(specs.size())
            .uint16(0)
            .uint16(CHALLENGE_BYTES)
            .raw(specs.toBytes())
            .raw(challenge);
    return new WireWriter().uint16(0x8000 | message.size()).raw(message.toBytes()).toBytes();
  }

  @Override
  public String describe() {
    return "CLIENT-HELLO SSLv2, " + kinds.size() + " cipher kinds";
  }
}
