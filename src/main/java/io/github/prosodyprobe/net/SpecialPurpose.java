package io.github.prosodyprobe.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** IANA's special-purpose address registries (RFC 6890), IPv4 addresses inside IPv6 included. */
public final class SpecialPurpose {

  private record Block(byte[] prefix, int bits, String purpose) {

    static Block of(String cidr, String purpose) {
      int slash = cidr.indexOf('/');
      return new Block(
          literal(cidr.substring(0, slash)), Integer.parseInt(cidr.substring(slash + 1)), purpose);
    }

    boolean contains(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Block> BLOCKS =
      List.of(
          Block.of("0.0.0.0/8", "an address of this network"),
          Block.of("10.0.0.0/8", "a private address"),
          Block.of("100.64.0.0/10", "an address behind a carrier's translator"),
          Block.of("127.0.0.0/8", "a loopback address"),
          Block.of("169.254.0.0/16", "a link-local address"),
          Block.of("172.16.0.0/12", "a private address"),
          Block.of("192.0.0.0/24", "a protocol assignment"),
          Block.of("192.0.2.0/24", "an address for documentation"),
          Block.of("192.88.99.0/24", "a relay address"),
          Block.of("192.168.0.0/16", "a private address"),
          Block.of("198.18.0.0/15", "an address for benchmarks"),
          Block.of("198.51.100.0/24", "an address for documentation"),
          Block.of("203.0.113.0/24", "an address for documentation"),
          Block.of("224.0.0.0/4", "a multicast address"),
          Block.of("240.0.0.0/4", "a reserved address"),
          Block.of("::/128", "the unspecified address"),
          Block.of("::1/128", "a loopback address"),
          Block.of("64:ff9b:1::/48", "a local translation address"),
          Block.of("100::/64", "a discard address"),
          Block.of("2001::/23", "a protocol assignment"),
          Block.of("2001:db8::/32", "an address for documentation"),
          Block.of("3fff::/20", "an address for documentation"),
          Block.of("5f00::/16", "a segment routing address"),
          Block.of("fc00::/7", "a unique local address"),
          Block.of("fe80::/10", "a link-local address"),
          Block.of("fec0::/10", "a site-local address"),
          Block.of("ff00::/8", "a multicast address"));

  private static final Block TRANSLATED = Block.of("64:ff9b::/96", "a translated address");
  private static final Block COMPATIBLE = Block.of("::/96", "an IPv4-compatible address");
  private static final Block SIX_TO_FOUR = Block.of("2002::/16", "a 6to4 address");

  private SpecialPurpose() {}

  /** What an address is for, or empty when it is an ordinary public one. */
  public static Optional<String> of(InetAddress address) {
    byte[] bytes = address.getAddress();
    Optional<String> own =
        BLOCKS.stream().filter(block -> block.contains(bytes)).map(Block::purpose).findFirst();
    return own.isPresent() || !(address instanceof Inet6Address) ? own : embedded(bytes);
  }

  private static Optional<String> embedded(byte[] bytes) {
    int offset;
    if (TRANSLATED.contains(bytes) || COMPATIBLE.contains(bytes)) {
      offset = 12;
    } else if (SIX_TO_FOUR.contains(bytes)) {
      offset = 2;
    } else {
      return Optional.empty();
    }
    byte[] inner = Arrays.copyOfRange(bytes, offset, offset + 4);
    return BLOCKS.stream().filter(block -> block.contains(inner)).map(Block::purpose).findFirst();
  }

  /** An address literal; a name never gets here, so nothing is looked up. */
  private static byte[] literal(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(address + " is no address literal", e);
    }
  }
}
