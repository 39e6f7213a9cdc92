package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xml.Element;

/** The elements of an open stream, whatever carries them. */
public interface ElementStream {

  /** Sends elements in their order. */
  void send(String... elements) throws PeerException;

  /**
   * Reads the next element.
   *
   * @throws PeerException with {@code stream-error} when it is a stream error, with {@code
   *     tcp-closed} when the peer closes the stream or the connection
   */
  Element next() throws PeerException;
}
