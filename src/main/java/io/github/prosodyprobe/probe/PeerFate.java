package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xmpp.ExternalLogin;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.Namespaces;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.Optional;
import java.util.Set;

/** What becomes of a server that has finished TLS and opens its stream inside. */
sealed interface PeerFate {

  /** Stream errors about who the peer is; it has already been answered well before TLS. */
  Set<String> STREAM_ERRORS = Set.of("not-authorized", "policy-violation");

  /** Alerts about the peer's certificate, or for want of one (RFC 8446, section 6.2). */
  Set<String> ALERTS =
      Set.of(
          "certificate_required",
          "bad_certificate",
          "unsupported_certificate",
          "certificate_expired",
          "certificate_unknown",
          "unknown_ca",
          "access_denied");

  /**
   * It is sent away for what it is.
   *
   * @param condition of the stream error or the failed login, or the name of the alert
   * @param features what it was offered before; empty where it did not get that far
   */
  record Refused(String condition, Optional<Element> features) implements PeerFate {}

  /**
   * It may go on.
   *
   * @param proof with what it may prove who it is; empty where nothing is offered
   */
  record Admitted(Element features, Optional<String> proof) implements PeerFate {}

  /** Something else came in between. */
  record Unclear(Reason reason) implements PeerFate {}

  /** Opens the stream. */
  static PeerFate inside(Wire secured, Initiator peer, String domain) {
    try (XmppStream stream = XmppStream.over(secured, peer, domain)) {
      stream.open();
      Element features = stream.features();
      return StreamFeatures.of(features).mechanisms().contains("EXTERNAL")
          ? tryExternal(stream, features, peer.from())
          : new Admitted(features, dialback(features));
    } catch (PeerException e) {
      return of(e.reason());
    }
  }

  /**
   * That EXTERNAL is offered says nothing: ejabberd offers it to everybody, and looks at the
   * certificate when it is used.
   */
  private static PeerFate tryExternal(XmppStream stream, Element features, String from)
      throws PeerException {
    stream.send(ExternalLogin.xml(from));
    Optional<String> dialback = dialback(features);
    String refusal;
    try {
      refusal = ExternalLogin.refusal(stream);
    } catch (PeerException e) {
      if (e.reason().code() == ReasonCode.LOGIN_UNDECIDED && dialback.isPresent()) {
        return new Admitted(features, dialback);
      }
      throw e;
    }
    if (refusal.isEmpty()) {
      return new Admitted(features, Optional.of("external"));
    }
    return dialback.isPresent()
        ? new Admitted(features, dialback)
        : new Refused(refusal, Optional.of(features));
  }

  private static Optional<String> dialback(Element features) {
    return features.child(Namespaces.DIALBACK_FEATURE, "dialback").map(_ -> "dialback");
  }

  /** What an end for this reason means. */
  static PeerFate of(Reason end) {
    Set<String> refusals =
        switch (end.code()) {
          case STREAM_ERROR -> STREAM_ERRORS;
          case TLS_ALERT -> ALERTS;
          default -> Set.of();
        };
    return refusals.stream()
        .filter(end.parameter()::is)
        .findFirst()
        .<PeerFate>map(condition -> new Refused(condition, Optional.empty()))
        .orElseGet(() -> new Unclear(end));
  }
}
