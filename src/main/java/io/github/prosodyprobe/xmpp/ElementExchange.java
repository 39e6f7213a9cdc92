package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xml.Element;

/** The elements inside a stream, however they travel: over TCP, in HTTP requests or in frames. */
public interface ElementExchange {

  /** Sends elements in one write, so that they cost one round trip. */
  void send(String... elements) throws PeerException;

  /**
   * Waits for the next element.
   *
   * @throws PeerException with {@link ReasonCode#STREAM_ERROR} when the peer ends the stream with a
   *     condition, or with the reason for which nothing more will come
   */
  Element next() throws PeerException;
}
