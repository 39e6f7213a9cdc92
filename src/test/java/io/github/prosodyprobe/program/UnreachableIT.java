package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a user sees of servers that are down, slow, or something else: never a pass, never a fail.
 */
class UnreachableIT {

  @FunctionalInterface
  private interface Behaviour {
    void serve(Socket socket) throws IOException, InterruptedException;
  }

  @Test
  void aServerThatIsDown() throws Exception {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    assertUnknown(port, "tcp-refused");
  }

  @Test
  void aServerThatSaysNothing() throws Exception {
    try (ServerSocket server = serve(socket -> Thread.sleep(60_000))) {
      assertUnknown(server.getLocalPort(), "deadline-exceeded");
    }
  }

  @Test
  void aServerThatDripsAByteASecond() throws Exception {
    Behaviour drip =
        socket -> {
          byte[] header =
              "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                  .getBytes(StandardCharsets.UTF_8);
          for (byte next : header) {
            socket.getOutputStream().write(next);
            Thread.sleep(1_000);
          }
        };
    try (ServerSocket server = serve(drip)) {
      assertUnknown(server.getLocalPort(), "deadline-exceeded");
    }
  }

  @Test
  void aWebServer() throws Exception {
    Behaviour web =
        socket -> {
          InputStream input = socket.getInputStream();
          input.read(new byte[1024]);
          socket
              .getOutputStream()
              .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        };
    try (ServerSocket server = serve(web)) {
      assertUnknown(server.getLocalPort(), "not-xmpp");
    }
  }

  @Test
  void aServerThatHangsUp() throws Exception {
    try (ServerSocket server = serve(Socket::close)) {
      assertUnknown(server.getLocalPort(), "tcp-closed", "tcp-reset");
    }
  }

  @Test
  void aNameThatLeadsToOurOwnNetworkIsNotDialled() throws Exception {
    Program.Ended ended =
        Program.probe("scan", "localhost", "--only", "c2s", "--report", "json", "--timeout", "5s")
            .expect(3);
    assertEquals(Set.of("address-refused"), ended.json().reasons());
  }

  private static void assertUnknown(int port, String... reasons) throws Exception {
    Program.Ended ended =
        Program.probe(
            "scan",
            "example.test",
            "--connect",
            "c2s=127.0.0.1:" + port,
            "--timeout",
            "3s",
            "--report",
            "json");
    JsonReport report = ended.expect(3).json();
    assertAll(
        () -> assertTrue(Set.of(reasons).containsAll(report.reasons()), report.reasons() + ""),
        () -> assertFalse(report.checks("unknown").isEmpty()),
        () -> assertEquals(Set.of(), report.checks("pass")),
        () -> assertEquals(Set.of(), report.checks("fail")),
        () -> assertFalse(ended.errors().contains("\tat "), ended.errors()));
  }

  private static ServerSocket serve(Behaviour behaviour) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket socket = server.accept();
                  Thread.ofVirtual()
                      .start(
                          () -> {
                            try (socket) {
                              behaviour.serve(socket);
                            } catch (IOException | InterruptedException _) {
                              // The prober has gone, as it should in the end.
                            }
                          });
                } catch (IOException _) {
                  return;
                }
              }
            });
    return server;
  }
}
