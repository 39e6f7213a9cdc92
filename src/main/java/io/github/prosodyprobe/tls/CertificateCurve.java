package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.tls.HelloSession.Exchange;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the curve of an elliptic-curve certificate by the bytes of its key's algorithm identifier,
 * which no parser of hostile certificates is needed for.
 */
final class CertificateCurve {

  /** id-ecPublicKey (RFC 5480, section 2.1.1) as DER. */
  private static final String EC_PUBLIC_KEY = "06072a8648ce3d0201";

  private static final Map<String, Integer> CURVES =
      Map.of(
          EC_PUBLIC_KEY + "06082a8648ce3d030107", 23,
          EC_PUBLIC_KEY + "06052b81040022", 24,
          EC_PUBLIC_KEY + "06052b81040023", 25,
          EC_PUBLIC_KEY + "06092b2403030208010107", 26,
          EC_PUBLIC_KEY + "06092b240303020801010b", 27,
          EC_PUBLIC_KEY + "06092b240303020801010d", 28);

  private CertificateCurve() {}

  /** The curve of the first elliptic-curve certificate that came for the server itself. */
  static Optional<NamedGroup> of(List<Exchange> exchanges) {
    for (Exchange exchange : exchanges) {
      List<byte[]> chain = exchange.flight().certificates();
      Optional<NamedGroup> curve = chain.isEmpty() ? Optional.empty() : of(chain.getFirst());
      if (curve.isPresent()) {
        return curve;
      }
    }
    return Optional.empty();
  }

  private static Optional<NamedGroup> of(byte[] certificate) {
    String hex = HexFormat.of().formatHex(certificate);
    return CURVES.entrySet().stream()
        .filter(curve -> hex.contains(curve.getKey()))
        .findFirst()
        .map(curve -> NamedGroup.of(curve.getValue()));
  }
}
