package io.github.prosodyprobe.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.text.Untrusted;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The answer to a Binding request (RFC 8489, section 5).
 *
 * @param success whether it is a success response rather than an error response
 * @param mapped the address that the server saw (XOR-MAPPED-ADDRESS)
 * @param software what the server says it is
 * @param errorCode such as 400; 0 where there is none
 */
record StunBinding(
    boolean success,
    Optional<InetSocketAddress> mapped,
    Optional<Untrusted> software,
    int errorCode) {

  /** Bytes of a transaction id. */
  static final int TRANSACTION_BYTES = 12;

  private static final int HEADER_BYTES = 20;
  private static final int MAGIC_COOKIE = 0x2112A442;
  private static final int BINDING_REQUEST = 0x0001;
  private static final int BINDING_SUCCESS = 0x0101;
  private static final int BINDING_ERROR = 0x0111;
  private static final int ERROR_CODE = 0x0009;
  private static final int XOR_MAPPED_ADDRESS = 0x0020;
  private static final int SOFTWARE = 0x8022;
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  /** A Binding request without attributes. */
  static byte[] request(byte[] transaction) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .putShort((short) BINDING_REQUEST)
        .putShort((short) 0)
        .putInt(MAGIC_COOKIE)
        .put(transaction)
        .array();
  }

  /**
   * Reads a datagram.
   *
   * @return the answer, or empty where the datagram is none to this transaction
   */
  static Optional<StunBinding> read(byte[] datagram, byte[] transaction) {
    if (datagram.length < HEADER_BYTES) {
      return Optional.empty();
    }
    ByteBuffer message = ByteBuffer.wrap(datagram);
    int type = Short.toUnsignedInt(message.getShort());
    int length = Short.toUnsignedInt(message.getShort());
    boolean ours = message.getInt() == MAGIC_COOKIE;
    byte[] theirs = new byte[TRANSACTION_BYTES];
    message.get(theirs);
    ours &= Arrays.equals(theirs, transaction) && length == message.remaining();
    return ours && (type == BINDING_SUCCESS || type == BINDING_ERROR)
        ? attributes(type == BINDING_SUCCESS, message, transaction)
        : Optional.empty();
  }

  private static Optional<StunBinding> attributes(
      boolean success, ByteBuffer message, byte[] transaction) {
    Optional<InetSocketAddress> mapped = Optional.empty();
    Optional<Untrusted> software = Optional.empty();
    int errorCode = 0;
    while (message.remaining() >= 4) {
      int type = Short.toUnsignedInt(message.getShort());
      int length = Short.toUnsignedInt(message.getShort());
      if (length > message.remaining()) {
        return Optional.empty();
      }
      byte[] value = new byte[length];
      message.get(value);
      message.position(message.position() + Math.min(-length & 3, message.remaining()));
      // Of an attribute that comes twice, the first one counts (section 14).
      if (type == XOR_MAPPED_ADDRESS && mapped.isEmpty()) {
        mapped = address(value, transaction);
      } else if (type == SOFTWARE && software.isEmpty()) {
        software = Optional.of(Untrusted.of(new String(value, UTF_8)));
      } else if (type == ERROR_CODE && errorCode == 0 && length >= 4) {
        errorCode = (value[2] & 7) * 100 + Byte.toUnsignedInt(value[3]);
      }
    }
    return Optional.of(new StunBinding(success, mapped, software, errorCode));
  }

  /**
   * Section 14.2: all but the family is combined with the cookie, and the transaction behind it.
   */
  private static Optional<InetSocketAddress> address(byte[] value, byte[] transaction) {
    int family = value.length > 1 ? value[1] : 0;
    boolean fits = family == IPV4 && value.length == 8 || family == IPV6 && value.length == 20;
    if (!fits) {
      return Optional.empty();
    }
    byte[] key = ByteBuffer.allocate(16).putInt(MAGIC_COOKIE).put(transaction).array();
    int port =
        Short.toUnsignedInt(ByteBuffer.wrap(value).getShort(2)) ^ (MAGIC_COOKIE >>> Short.SIZE);
    byte[] address = Arrays.copyOfRange(value, 4, value.length);
    for (int i = 0; i < address.length; i++) {
      address[i] ^= key[i];
    }
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + address.length + " bytes is refused", e);
    }
  }
}
