package io.github.prosodyprobe.notify;

/** Somebody could not be told; the message says why and quotes neither the peer nor the URL. */
public final class DeliveryException extends Exception {

  private static final long serialVersionUID = 1L;

  DeliveryException(String message) {
    super(message);
  }
}
