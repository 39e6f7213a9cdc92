package io.github.prosodyprobe.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens on a loopback port and plays a script to each connection: the first script to the first,
 * and the last one to all that come after the scripts are used up.
 */
public final class ScriptedServer implements AutoCloseable {

  /** What happens on one connection. The connection is closed where it ends. */
  @FunctionalInterface
  public interface Script {
    void play(ScriptedPeer peer) throws IOException, InterruptedException;
  }

  private final ServerSocket listening;
  private final List<Script> scripts;
  private final AtomicInteger accepted = new AtomicInteger();
  private final List<ScriptedPeer> peers = new CopyOnWriteArrayList<>();

  private ScriptedServer(ServerSocket listening, List<Script> scripts) {
    this.listening = listening;
    this.scripts = scripts;
  }

  /** Starts a server. */
  public static ScriptedServer playing(Script... scripts) throws IOException {
    ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ScriptedServer server = new ScriptedServer(listening, List.of(scripts));
    Thread.ofVirtual().name("scripted server").start(server::acceptAll);
    return server;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
  }

  /** How many connections came. */
  public int connections() {
    return accepted.get();
  }

  /** What came on a connection so far, counted from 0, as ISO 8859-1. */
  public String heard(int connection) {
    return peers.get(connection).heard();
  }

  private void acceptAll() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        ScriptedPeer peer = new ScriptedPeer(socket);
        peers.add(peer);
        Script script = scripts.get(Math.min(accepted.getAndIncrement(), scripts.size() - 1));
        Thread.ofVirtual().name("scripted peer").start(() -> play(script, peer));
      } catch (IOException _) {
        return; // The test is over.
      }
    }
  }

  private static void play(Script script, ScriptedPeer peer) {
    try (peer) {
      script.play(peer);
    } catch (IOException _) {
      // The prober hung up: what it made of the script is what the test looks at.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops listening and closes every connection. */
  @Override
  public void close() throws IOException {
    listening.close();
    peers.forEach(ScriptedPeer::close);
  }
}
