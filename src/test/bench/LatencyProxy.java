import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP relay on loopback that makes a server look one round trip away: it holds bytes back by half
 * a round trip each way, and the client's first bytes by a further one for the TCP handshake that
 * loopback answers at once. With a round trip of zero it only counts connections.
 */
final class LatencyProxy implements AutoCloseable {

  private record Chunk(byte[] bytes, int length, long dueNanos) {}

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final long roundTripNanos;
  private final AtomicInteger connections = new AtomicInteger();

  LatencyProxy(InetSocketAddress server, int roundTripMillis) throws IOException {
    this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    this.server = server;
    this.roundTripNanos = roundTripMillis * 1_000_000L;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Connections since the last call. */
  int takeConnections() {
    return connections.getAndSet(0);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> relay(client));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void relay(Socket client) {
    try {
      Socket upstream = new Socket();
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      upstream.connect(server, 5_000);
      long accepted = System.nanoTime();
      pump(client, upstream, accepted + roundTripNanos);
      pump(upstream, client, accepted);
    } catch (IOException _) {
      close(client);
    }
  }

  private void pump(Socket from, Socket to, long notBefore) {
    BlockingQueue<Chunk> queue = new LinkedBlockingQueue<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                InputStream input = from.getInputStream();
                while (true) {
                  byte[] buffer = new byte[16_384];
                  int length = input.read(buffer);
                  long sent = Math.max(System.nanoTime(), notBefore);
                  queue.add(new Chunk(buffer, length, sent + roundTripNanos / 2));
                  if (length < 0) {
                    return;
                  }
                }
              } catch (IOException _) {
                queue.add(new Chunk(new byte[0], -1, System.nanoTime()));
              }
            });
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                OutputStream output = to.getOutputStream();
                while (true) {
                  Chunk chunk = queue.take();
                  long wait = chunk.dueNanos() - System.nanoTime();
                  if (wait > 0) {
                    Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
                  }
                  if (chunk.length() < 0) {
                    to.shutdownOutput();
                    return;
                  }
                  output.write(chunk.bytes(), 0, chunk.length());
                }
              } catch (IOException | InterruptedException _) {
                close(from);
                close(to);
              }
            });
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Gone already.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
