package io.github.prosodyprobe.http;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.WireSocketFactory;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;

/** Finds the reason for which an exchange failed: what the wire knows counts before OkHttp's. */
final class ExchangeFaults {

  /** Enough of what the peer sent to find it again. */
  private static final int DETAIL_LENGTH = 300;

  private ExchangeFaults() {}

  /**
   * The reason.
   *
   * @param failure what OkHttp threw
   * @param conversation the deadline of all exchanges, which is later than that of one
   */
  static PeerException reasonOf(
      IOException failure, WireSocketFactory sockets, Deadline conversation) {
    if (failure instanceof PeerException known) {
      return inTime(known, conversation);
    }
    if (sockets.fault().isPresent()) {
      return inTime(sockets.fault().get(), conversation);
    }
    if (sockets.isEnded() && !sockets.isAnswered()) {
      return PeerException.of(
          ReasonCode.TCP_CLOSED, "the peer closed the connection instead of an answer");
    }
    if (sockets.isEnded()) {
      return PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION, "the peer closed the connection within its answer");
    }
    // The end of a line that is over OkHttp's limit for a head looks to it like the end of all.
    if (failure instanceof EOFException || failure.getCause() instanceof EOFException) {
      return PeerException.of(ReasonCode.BUDGET_EXCEEDED, "the head of the answer does not end");
    }
    String message = cut(String.valueOf(failure.getMessage()));
    return PeerException.of(
        ReasonCode.PROTOCOL_VIOLATION,
        failure instanceof ProtocolException ? message : "the answer is no HTTP: " + message);
  }

  /** Both limits may be the same moment, and what is read at the end of it is a little earlier. */
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private static PeerException inTime(PeerException fault, Deadline conversation) {
    boolean late = fault.reason().code() == ReasonCode.DEADLINE_EXCEEDED;
    return late && conversation.remaining().compareTo(AT_ONCE) > 0
        ? PeerException.of(
            ReasonCode.HTTP_TIMEOUT,
            "no complete answer within " + HttpSession.TIME_FOR_ONE.toSeconds() + " seconds")
        : fault;
  }

  static String cut(String text) {
    return text.length() <= DETAIL_LENGTH ? text : text.substring(0, DETAIL_LENGTH) + "…";
  }
}
