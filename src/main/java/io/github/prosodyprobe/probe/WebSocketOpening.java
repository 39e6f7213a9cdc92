package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.WebSocketFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import java.util.Set;

/** How far somebody gets who wants a stream over WebSocket. */
sealed interface WebSocketOpening {

  /** Stream errors by which a server lets nobody go on; others may have passing causes. */
  Set<String> REFUSALS =
      Set.of("undefined-condition", "policy-violation", "not-authorized", "unsupported-feature");

  /** As {@link WebSocketFacts#STREAM} says it. */
  String word();

  /** The features came. */
  record Offered(StreamFeatures features) implements WebSocketOpening {
    @Override
    public String word() {
      return WebSocketFacts.FEATURES_CAME;
    }
  }

  /** There is a WebSocket, and the server keeps us out: nothing is offered. */
  record KeptOut(String word) implements WebSocketOpening {}

  /** There is a page, or nothing, and no WebSocket. */
  record Absent(String word) implements WebSocketOpening {}

  /** What would have been offered is not known. */
  record Unclear(String word, Reason reason) implements WebSocketOpening {}

  /** For an upgrade that was answered with this status. */
  static WebSocketOpening declined(int status) {
    String word = refused(status);
    return switch (status) {
      case 404, 410 -> new Absent(word);
      case 408, 429 -> new Unclear(word, reason(ReasonCode.THROTTLED, status));
      default ->
          switch (status / 100) {
            case 2 -> new Absent(word);
            case 3, 4 -> new KeptOut(word);
            default -> new Unclear(word, reason(ReasonCode.NOT_XMPP, status));
          };
    };
  }

  /** The word for an upgrade that was answered with this status. */
  static String refused(int status) {
    return "refused:" + status;
  }

  private static Reason reason(ReasonCode code, int status) {
    return Reason.of(code, "the upgrade to WebSocket is answered with status " + status);
  }

  /**
   * For a stream that ended before its features came.
   *
   * @throws PeerException what is given, where the server did something else than not to go on
   */
  static WebSocketOpening ended(PeerException end) throws PeerException {
    Reason reason = end.reason();
    return switch (reason.code()) {
      case STREAM_ERROR ->
          REFUSALS.stream().anyMatch(reason.parameter()::is)
              ? new KeptOut(reason.word())
              : new Unclear(reason.word(), reason);
      case TCP_CLOSED, TCP_RESET -> new Unclear("closed", reason);
      case DEADLINE_EXCEEDED -> new Unclear("silent", reason);
      default -> throw end;
    };
  }
}
