package io.github.prosodyprobe.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DialerTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private ServerSocket server;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();

  @FunctionalInterface
  private interface Behaviour {
    void serve(Socket socket) throws IOException, InterruptedException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void opensNoConnectionToAnAddressThatIsRefused() throws Exception {
    serve(socket -> socket.getOutputStream().write('x'));
    Dialer dialer =
        new Dialer(
            new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of()),
            new Pace(),
            new Budget(5));
    assertEquals(ReasonCode.ADDRESS_REFUSED, failure(dialer, Deadline.in(LONG)));
    assertEquals(0, accepted.get());
  }

  @Test
  void opensNoMoreConnectionsThanAnnounced() throws Exception {
    serve(socket -> socket.getOutputStream().write('x'));
    Budget budget = new Budget(2);
    Dialer dialer = new Dialer(allowed(), new Pace(), budget);
    dial(dialer, Deadline.in(LONG)).close();
    dial(dialer, Deadline.in(LONG)).close();
    assertEquals(ReasonCode.BUDGET_EXCEEDED, failure(dialer, Deadline.in(LONG)));
    assertEquals(2, budget.connectionsUsed());
  }

  @Test
  void keepsToFourConnectionsAtOnce() throws Exception {
    serve(
        socket -> {
          socket.getOutputStream().write('x');
          socket.getInputStream().read();
        });
    Dialer dialer = new Dialer(allowed(), new Pace(), new Budget(40));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> conversations = new ArrayList<>();
      for (int conversation = 0; conversation < 20; conversation++) {
        conversations.add(
            executor.submit(
                () -> {
                  // Counted here: the server learns of a close only some time after it.
                  try (Wire wire = dial(dialer, Deadline.in(LONG))) {
                    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                    wire.read(new byte[1]);
                    Thread.sleep(5);
                    open.decrementAndGet();
                  }
                  return true;
                }));
      }
      for (Future<?> conversation : conversations) {
        conversation.get();
      }
    }
    assertEquals(20, accepted.get());
    assertTrue(mostOpen.get() <= Pace.PER_LISTENER, "at once: " + mostOpen.get());
  }

  @Test
  void aPeerThatDripsCannotStretchTheDeadline() throws Exception {
    serve(
        socket -> {
          OutputStream output = socket.getOutputStream();
          while (true) {
            output.write('x');
            Thread.sleep(20);
          }
        });
    Dialer dialer = new Dialer(allowed(), new Pace(), new Budget(1));
    assertTimeoutPreemptively(
        LONG,
        () -> {
          try (Wire wire = dial(dialer, Deadline.in(Duration.ofMillis(300)))) {
            PeerException end =
                assertThrows(
                    PeerException.class,
                    () -> {
                      while (wire.read(new byte[16]) > 0) {
                        // Reading on is what the peer hopes for.
                      }
                    });
            assertEquals(ReasonCode.DEADLINE_EXCEEDED, end.reason().code());
          }
        });
  }

  @Test
  void aPeerThatNeverEndsRunsIntoTheByteBudget() throws Exception {
    byte[] block = new byte[64 * 1024];
    serve(
        socket -> {
          while (true) {
            socket.getOutputStream().write(block);
          }
        });
    Dialer dialer = new Dialer(allowed(), new Pace(), new Budget(1));
    try (Wire wire = dial(dialer, Deadline.in(LONG))) {
      PeerException end =
          assertThrows(
              PeerException.class,
              () -> {
                while (wire.read(new byte[8192]) > 0) {
                  // Until the budget says no.
                }
              });
      assertEquals(ReasonCode.BUDGET_EXCEEDED, end.reason().code());
    }
  }

  @Test
  void tellsARefusedConnectionFromAResetAndAClosedOne() throws Exception {
    int freed;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      freed = unused.getLocalPort();
    }
    InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), freed);
    Dialer dialer =
        new Dialer(
            new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of(nobody)),
            new Pace(),
            new Budget(1));
    PeerException refused =
        assertThrows(PeerException.class, () -> dialer.dial(endpoint(), nobody, Deadline.in(LONG)));
    assertEquals(ReasonCode.TCP_REFUSED, refused.reason().code());

    serve(
        socket -> {
          socket.setSoLinger(true, 0);
          socket.close();
        });
    try (Wire wire = dial(new Dialer(allowed(), new Pace(), new Budget(1)), Deadline.in(LONG))) {
      PeerException reset = assertThrows(PeerException.class, () -> wire.read(new byte[1]));
      assertEquals(ReasonCode.TCP_RESET, reset.reason().code());
    }
  }

  @Test
  void endOfInputIsNoFailure() throws Exception {
    serve(socket -> socket.getOutputStream().write(new byte[] {1, 2}));
    try (Wire wire = dial(new Dialer(allowed(), new Pace(), new Budget(1)), Deadline.in(LONG))) {
      byte[] buffer = new byte[8];
      int count = wire.read(buffer);
      assertArrayEquals(new byte[] {1, 2}, Arrays.copyOf(buffer, count));
      assertEquals(-1, wire.read(buffer));
    }
  }

  private void serve(Behaviour behaviour) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket socket = server.accept();
                  accepted.incrementAndGet();
                  Thread.ofVirtual().start(() -> hold(socket, behaviour));
                } catch (IOException _) {
                  return;
                }
              }
            });
  }

  private void hold(Socket socket, Behaviour behaviour) {
    try (socket) {
      behaviour.serve(socket);
    } catch (IOException | InterruptedException _) {
      // The client has gone, as it should at the end of a conversation.
    }
  }

  private AddressPolicy allowed() {
    return new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of(address()));
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  private static Endpoint endpoint() {
    return new Endpoint(Listener.C2S, "example.org", "127.0.0.1:5222");
  }

  private Wire dial(Dialer dialer, Deadline deadline) throws PeerException, InterruptedException {
    return dialer.dial(endpoint(), address(), deadline);
  }

  private ReasonCode failure(Dialer dialer, Deadline deadline) {
    return assertThrows(PeerException.class, () -> dial(dialer, deadline)).reason().code();
  }
}
