package io.github.prosodyprobe.prosody;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real Prosody whose ports are known before it is started. */
public final class LateProsody {

  /** As many as the script has names for. */
  private static final int PORTS = 8;

  private final List<Integer> ports;

  private LateProsody(List<Integer> ports) {
    this.ports = List.copyOf(ports);
  }

  /** One that nobody has started: its ports are free, and refuse connections. */
  public static LateProsody notYet() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      while (sockets.size() < PORTS) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return new LateProsody(sockets.stream().map(ServerSocket::getLocalPort).toList());
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Where clients will connect to, as {@code HOST:PORT}. */
  public String c2s() {
    return "127.0.0.1:" + ports.getFirst();
  }

  /** Starts it; returns when it answers. It ends when what is returned is closed. */
  public AutoCloseable start(String version, String config)
      throws IOException, InterruptedException {
    String numbers = ports.stream().map(String::valueOf).collect(Collectors.joining(" "));
    return HeldCommand.start(
        List.of("with-prosody", version, config), Map.of("PROSODY_PROBE_PORTS", numbers));
  }
}
