package io.github.prosodyprobe.tls;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;

/** A public key that a server made for one handshake, or says it did. */
public sealed interface EphemeralKey {

  /** The key as it came, in hex, to compare with others. */
  String hex();

  /**
   * A key of a named group.
   *
   * @param group the group
   * @param hex the point or encapsulation as it came
   */
  record OfNamedGroup(NamedGroup group, String hex) implements EphemeralKey {}

  /**
   * A key of a group whose parameters the server sent.
   *
   * @param prime the modulus
   * @param generator the generator
   * @param hex the public value
   */
  record FiniteField(BigInteger prime, BigInteger generator, String hex) implements EphemeralKey {}

  /**
   * Reads ServerDHParams or ServerECDHParams (RFC 5246, section 7.4.3; RFC 8422, section 5.4).
   *
   * @return the key, or empty where the suite's ServerKeyExchange holds none
   */
  static Optional<EphemeralKey> read(WireReader body, CipherSuite suite)
      throws MalformedFlightException {
    if (!suite.isEcdhe() && !suite.isDhe()) {
      return Optional.empty();
    }
    if (suite.hasIdentityHint()) {
      body.vector16();
    }
    return suite.isEcdhe() ? ellipticCurve(body) : Optional.of(finiteField(body));
  }

  private static Optional<EphemeralKey> ellipticCurve(WireReader body)
      throws MalformedFlightException {
    int curveType = body.uint8();
    if (curveType != 3) {
      return Optional.empty();
    }
    NamedGroup group = NamedGroup.of(body.uint16());
    return Optional.of(new OfNamedGroup(group, hex(body.vector8())));
  }

  private static FiniteField finiteField(WireReader body) throws MalformedFlightException {
    BigInteger prime = new BigInteger(1, body.vector16().rest());
    BigInteger generator = new BigInteger(1, body.vector16().rest());
    return new FiniteField(prime, generator, hex(body.vector16()));
  }

  private static String hex(WireReader key) {
    return HexFormat.of().formatHex(key.rest());
  }
}
