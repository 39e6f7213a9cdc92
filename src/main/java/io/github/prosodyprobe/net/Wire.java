package io.github.prosodyprobe.net;

/**
 * Bytes to and from one peer: a TCP connection, or the inside of a TLS connection on top of one.
 *
 * <p>Every implementation is bounded in bytes and time; whoever reads need not count.
 */
public interface Wire extends AutoCloseable {

  /**
   * Reads what has arrived, waiting for at least one byte.
   *
   * @return how many bytes were read, or -1 when the peer has closed
   * @throws PeerException when the peer, the budget or the deadline ends the conversation
   */
  int read(byte[] buffer) throws PeerException;

  /** Sends bytes at once. */
  void write(byte[] bytes) throws PeerException;

  /**
   * From now on waits for the peer no longer than until this deadline, or the wire's own if that is
   * sooner.
   */
  void limit(Deadline deadline);

  /** What was said so far. */
  Transcript transcript();

  /** Ends the conversation; never throws, and may be called twice. */
  @Override
  void close();
}
