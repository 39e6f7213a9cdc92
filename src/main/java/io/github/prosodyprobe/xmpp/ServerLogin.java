package io.github.prosodyprobe.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xml.Element;
import java.util.Base64;
import java.util.Optional;

/** Logs a server in by its certificate, whether it has shown one or not (XEP-0178, section 3). */
public final class ServerLogin {

  private ServerLogin() {}

  /**
   * EXTERNAL as it is sent.
   *
   * @param domain whom to be taken for
   */
  public static String xml(String domain) {
    return "<auth xmlns='"
        + Namespaces.SASL
        + "' mechanism='EXTERNAL'>"
        + Base64.getEncoder().encodeToString(domain.getBytes(UTF_8))
        + "</auth>";
  }

  /**
   * The condition of the failure that an answer says; empty when it says success.
   *
   * @throws PeerException with {@link ReasonCode#PROTOCOL_VIOLATION} when it says neither
   */
  public static Optional<String> failure(Element answer) throws PeerException {
    if (answer.is(Namespaces.SASL, "success")) {
      return Optional.empty();
    }
    if (answer.is(Namespaces.SASL, "failure")) {
      return Optional.of(Conditions.of(answer, Namespaces.SASL));
    }
    throw PeerException.of(
        ReasonCode.PROTOCOL_VIOLATION, "EXTERNAL is answered with " + answer.qualifiedName());
  }
}
