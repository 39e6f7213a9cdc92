package io.github.prosodyprobe.tls;

/** A server has not proved to be the one that was meant; the message says why, in our words. */
public final class UnverifiedPeerException extends Exception {

  private static final long serialVersionUID = 1L;

  UnverifiedPeerException(String message) {
    super(message);
  }
}
