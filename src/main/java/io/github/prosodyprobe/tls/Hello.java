package io.github.prosodyprobe.tls;

/** The first message of a handshake. */
public sealed interface Hello permits ClientHello, SslV2Hello {

  /** The bytes on the wire, record header included. */
  byte[] encode();

  /** What is in it, for a transcript. */
  String describe();
}
