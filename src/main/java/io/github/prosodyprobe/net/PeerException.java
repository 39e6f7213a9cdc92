package io.github.prosodyprobe.net;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;

/**
 * A conversation with a peer ended before it showed what was asked; the {@link #reason()} says why.
 *
 * <p>The only checked exception of the protocol drivers. Any unchecked one is a bug of ours.
 */
public final class PeerException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Reason reason;

  /** An end for this reason. */
  public PeerException(Reason reason) {
    super(reason.toString());
    this.reason = reason;
  }

  private PeerException(Reason reason, IOException cause) {
    super(reason.toString(), cause);
    this.reason = reason;
  }

  /** An end for a reason without a parameter. */
  public static PeerException of(ReasonCode code, String detail) {
    return new PeerException(Reason.of(code, detail));
  }

  /** Finds the reason of what the socket reported. */
  static PeerException from(IOException cause) {
    if (cause instanceof PeerException known) {
      return known;
    }
    String message = String.valueOf(cause.getMessage());
    ReasonCode code =
        switch (cause) {
          case SocketTimeoutException _ -> ReasonCode.TCP_TIMEOUT;
          case NoRouteToHostException _ -> ReasonCode.TCP_UNREACHABLE;
          case ConnectException _ ->
              message.contains("refused") ? ReasonCode.TCP_REFUSED : ReasonCode.TCP_TIMEOUT;
          case EOFException _ -> ReasonCode.TCP_CLOSED;
          default ->
              message.contains("unreachable") ? ReasonCode.TCP_UNREACHABLE : ReasonCode.TCP_RESET;
        };
    return new PeerException(Reason.of(code, message), cause);
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
