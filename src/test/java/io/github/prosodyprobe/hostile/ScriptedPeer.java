package io.github.prosodyprobe.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The server's side of one connection, with the steps that a script is made of. */
public final class ScriptedPeer implements AutoCloseable {

  private final Socket socket;
  private final StringBuilder heard = new StringBuilder();
  private final CountDownLatch closing = new CountDownLatch(1);
  private int expectedUpTo;

  /** Over a connection that may be TLS inside another. */
  public ScriptedPeer(Socket socket) {
    this.socket = socket;
  }

  /** Sends text in one write; a stream header for clients in the namespace that was asked for. */
  public ScriptedPeer send(String text) throws IOException {
    return send(inTheNamespaceAskedFor(text).getBytes(UTF_8));
  }

  /** Servers answer in the prober's own namespace, and so must those that only go wrong later. */
  private String inTheNamespaceAskedFor(String text) throws IOException {
    if (!text.contains("jabber:client")) {
      return text;
    }
    while (isUndecided(heard())) {
      if (!hear()) {
        return text;
      }
    }
    return heard().contains("jabber:server")
        ? text.replace("jabber:client", "jabber:server")
        : text;
  }

  /** Whether this may still become a stream header of either kind. */
  private static boolean isUndecided(String heard) {
    return heard.isEmpty()
        || (heard.startsWith("<") && !heard.contains("jabber:c") && !heard.contains("jabber:s"));
  }

  /** Sends bytes in one write. */
  public ScriptedPeer send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Sends the same text again and again until the prober hangs up. */
  public ScriptedPeer sendEndlessly(String text) throws IOException {
    byte[] block = text.repeat(Math.max(1, 8_192 / text.length())).getBytes(UTF_8);
    while (true) {
      send(block);
    }
  }

  /** Sends text byte by byte with a pause after each. */
  public ScriptedPeer drip(String text, Duration pause) throws IOException, InterruptedException {
    for (byte one : inTheNamespaceAskedFor(text).getBytes(UTF_8)) {
      send(new byte[] {one});
      Thread.sleep(pause);
    }
    return this;
  }

  /** Reads until the text has come, after what was expected before. */
  public ScriptedPeer expect(String text) throws IOException {
    int found = heard().indexOf(text, expectedUpTo);
    while (found < 0) {
      if (!hear()) {
        throw new EOFException("the prober hung up before it sent " + text);
      }
      found = heard().indexOf(text, expectedUpTo);
    }
    expectedUpTo = found + text.length();
    return this;
  }

  /** Reads until the prober hangs up. */
  public ScriptedPeer listen() throws IOException {
    while (hear()) {
      // What it says is kept for the test.
    }
    return this;
  }

  /** Reads once; false when the prober has hung up. */
  private boolean hear() throws IOException {
    byte[] buffer = new byte[8_192];
    int count = socket.getInputStream().read(buffer);
    synchronized (heard) {
      heard.append(new String(buffer, 0, Math.max(count, 0), ISO_8859_1));
    }
    return count >= 0;
  }

  /** Does nothing more until the test is over. */
  public ScriptedPeer hang() throws InterruptedException {
    closing.await();
    return this;
  }

  /** Says that nothing more will come, and leaves the other direction open. */
  public ScriptedPeer halfClose() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Ends the connection with a reset. */
  public ScriptedPeer reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
    return this;
  }

  /** The connection, for scripts that speak TLS. */
  public Socket socket() {
    return socket;
  }

  /** What came so far, as ISO 8859-1. */
  public String heard() {
    synchronized (heard) {
      return heard.toString();
    }
  }

  /** Closes the connection in the ordinary way. */
  @Override
  public void close() {
    closing.countDown();
    try {
      socket.close();
    } catch (IOException _) {
      // Closed is closed.
    }
  }
}
