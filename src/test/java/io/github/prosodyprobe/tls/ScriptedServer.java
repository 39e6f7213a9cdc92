package io.github.prosodyprobe.tls;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A TLS server of which a test says how it answers each hello, in bytes. */
final class ScriptedServer implements AutoCloseable {

  /** Answers one hello. */
  @FunctionalInterface
  interface Script {
    void answer(OfferedHello hello, int connection, OutputStream out)
        throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();

  ScriptedServer(Script script) throws IOException {
    this.script = script;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket peer = socket.accept();
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(peer, number));
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  private void serve(Socket peer, int number) {
    try (peer) {
      DataInputStream in = new DataInputStream(peer.getInputStream());
      int first = in.readUnsignedByte();
      byte[] rest;
      if ((first & 0x80) != 0) {
        rest = in.readNBytes((first & 0x7F) << 8 | in.readUnsignedByte());
        script.answer(OfferedHello.ofSslV2(), number, peer.getOutputStream());
      } else {
        in.readUnsignedShort();
        rest = in.readNBytes(in.readUnsignedShort());
        script.answer(OfferedHello.read(rest), number, peer.getOutputStream());
      }
    } catch (IOException | InterruptedException _) {
      // The client may hang up at any time.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
