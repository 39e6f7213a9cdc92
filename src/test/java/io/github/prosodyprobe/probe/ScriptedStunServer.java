package io.github.prosodyprobe.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Answers each datagram by a behaviour of its own, and all further ones by the last. */
final class ScriptedStunServer implements AutoCloseable {

  private final DatagramSocket socket;
  private final List<Function<byte[], List<byte[]>>> behaviours;
  private final AtomicInteger requests = new AtomicInteger();

  ScriptedStunServer(List<Function<byte[], List<byte[]>>> behaviours) throws IOException {
    this.behaviours = behaviours;
    this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("scripted STUN server").start(this::serve);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** How many datagrams came. */
  int requests() {
    return requests.get();
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
        socket.receive(packet);
        int number = Math.min(requests.getAndIncrement(), behaviours.size() - 1);
        byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
        for (byte[] answer : behaviours.get(number).apply(request)) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
