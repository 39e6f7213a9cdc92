package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.xml.Element;
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
   * @param condition of the stream error, or the name of the alert
   */
  record Refused(String condition) implements PeerFate {}

  /** It may go on. */
  record Admitted(Element features) implements PeerFate {

    /** With what it may prove who it is; empty where nothing is offered. */
    Optional<String> proof() {
      if (StreamFeatures.of(features).mechanisms().contains("EXTERNAL")) {
        return Optional.of("external");
      }
      return features.child(Namespaces.DIALBACK_FEATURE, "dialback").map(_ -> "dialback");
    }
  }

  /** Something else came in between. */
  record Unclear(Reason reason) implements PeerFate {}

  /** Opens the stream. */
  static PeerFate inside(Wire secured, Initiator peer, String domain) {
    try (XmppStream stream = XmppStream.over(secured, peer, domain)) {
      stream.open();
      return new Admitted(stream.features());
    } catch (PeerException e) {
      return of(e.reason());
    }
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
        .<PeerFate>map(Refused::new)
        .orElseGet(() -> new Unclear(end));
  }
}
