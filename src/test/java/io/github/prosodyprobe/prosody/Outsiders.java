package io.github.prosodyprobe.prosody;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Passes connections on from another address of loopback, which is no neighbour to a server. */
public final class Outsiders implements AutoCloseable {

  private final ServerSocket listening;
  private final InetSocketAddress server;

  private Outsiders(ServerSocket listening, InetSocketAddress server) {
    this.listening = listening;
    this.server = server;
  }

  /** Begins to pass on to this server. */
  public static Outsiders before(InetSocketAddress server) throws IOException {
    return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), server);
  }

  /** Begins to pass on to this server what comes to an address. */
  public static Outsiders at(InetSocketAddress door, InetSocketAddress server) throws IOException {
    Outsiders outsiders =
        new Outsiders(new ServerSocket(door.getPort(), 50, door.getAddress()), server);
    Thread.ofVirtual().start(outsiders::acceptAll);
    return outsiders;
  }

  /** Where to connect to. */
  public InetSocketAddress address() {
    return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
  }

  private void acceptAll() {
    while (!listening.isClosed()) {
      try {
        Socket here = listening.accept();
        Socket there = new Socket();
        there.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
        there.connect(server, 20_000);
        Thread.ofVirtual().start(() -> pass(here, there));
        Thread.ofVirtual().start(() -> pass(there, here));
      } catch (IOException _) {
        return; // The test is over.
      }
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException _) {
      // One side has hung up, and now the other has too.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
