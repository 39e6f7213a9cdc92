package io.github.prosodyprobe.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code openssl s_server} with the options of a test. */
public final class OpenSslServer implements AutoCloseable {

  private final Process process;
  private final int port;

  /**
   * Starts one.
   *
   * @param directory where keys and certificates are kept from one server to the next
   * @param keyType {@code rsa} or {@code ec}
   * @param options further options, separated by single spaces
   */
  public OpenSslServer(Path directory, String keyType, String options)
      throws IOException, InterruptedException {
    Path key = directory.resolve(keyType + ".key");
    Path certificate = directory.resolve(keyType + ".pem");
    if (!certificate.toFile().exists()) {
      makeCertificate(keyType, key, certificate);
    }
    port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_server",
                "-quiet",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                certificate.toString(),
                "-key",
                key.toString()));
    command.addAll(List.of(options.split(" ", -1)));
    process = start(command);
    awaitListening();
  }

  /** Where it listens on loopback. */
  public int port() {
    return port;
  }

  private static void makeCertificate(String keyType, Path key, Path certificate)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("openssl", "req", "-x509", "-nodes", "-subj", "/CN=example.test", "-newkey"));
    command.addAll(
        keyType.equals("rsa")
            ? List.of("rsa:2048")
            : List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
    command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
    if (start(command).waitFor() != 0) {
      throw new IllegalStateException("openssl made no certificate");
    }
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 200; attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return;
      } catch (IOException e) {
        if (!process.isAlive()) {
          throw new IllegalStateException("openssl s_server does not take these options", e);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    throw new IllegalStateException("openssl s_server does not listen");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
