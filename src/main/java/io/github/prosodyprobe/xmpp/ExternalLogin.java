package io.github.prosodyprobe.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xml.Element;
import java.util.Base64;
import java.util.Set;

/** Logs a server in that has shown a certificate, with EXTERNAL (XEP-0178, section 3). */
public final class ExternalLogin {

  /** The server could not look, rather than did not like what it saw (RFC 6120, section 6.5). */
  private static final Set<String> UNDECIDED = Set.of("temporary-auth-failure", "aborted");

  private ExternalLogin() {}

  /** What is sent where the server offers bidirectional streams (XEP-0288, section 2.2). */
  public static String bidirectionalXml(String domain) {
    return "<bidi xmlns='" + Namespaces.BIDI + "'/>" + xml(domain);
  }

  /**
   * What is sent.
   *
   * @param domain whom to be taken for; said although the stream header says it too, since the
   *     certificate may name several
   */
  public static String xml(String domain) {
    return "<auth xmlns='"
        + Namespaces.SASL
        + "' mechanism='EXTERNAL'>"
        + Base64.getEncoder().encodeToString(domain.getBytes(UTF_8))
        + "</auth>";
  }

  /**
   * Reads the answer.
   *
   * @return the condition of the refusal; empty when the login went well
   * @throws PeerException with {@link ReasonCode#LOGIN_UNDECIDED} when the server could not decide
   *     just then, with {@link ReasonCode#PROTOCOL_VIOLATION} when the answer is none
   */
  public static String refusal(XmppStream stream) throws PeerException {
    Element answer = stream.next();
    if (answer.is(Namespaces.SASL, "success")) {
      return "";
    }
    String condition =
        answer.is(Namespaces.SASL, "failure") ? Conditions.of(answer, Namespaces.SASL) : "";
    if (condition.isEmpty()) {
      throw PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION, "EXTERNAL is answered with " + answer.qualifiedName());
    }
    if (UNDECIDED.contains(condition)) {
      throw PeerException.of(
          ReasonCode.LOGIN_UNDECIDED, "EXTERNAL is answered with the failure " + condition);
    }
    return condition;
  }
}
