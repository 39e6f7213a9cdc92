package io.github.prosodyprobe.net;

import io.github.prosodyprobe.fact.ReasonCode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/**
 * Carries one DNS query to the operator's resolver and its answer back: a datagram each way, or
 * both over TCP behind a two-byte length (RFC 1035, section 4.2).
 */
public final class ResolverExchange {

  private static final int LARGEST_MESSAGE = 65_535;
  private static final int LOOK_UP_MILLIS = 200;

  private ResolverExchange() {}

  /** Sends one datagram and waits for the one that answers it. */
  public static byte[] overUdp(InetSocketAddress resolver, byte[] query, Deadline deadline)
      throws PeerException {
    try (DatagramSocket socket = new DatagramSocket()) {
      // Connected, so that the kernel drops answers from any other address.
      socket.connect(resolver);
      socket.send(new DatagramPacket(query, query.length));
      DatagramPacket answer = new DatagramPacket(new byte[LARGEST_MESSAGE], LARGEST_MESSAGE);
      receive(socket, answer, deadline);
      return Arrays.copyOf(answer.getData(), answer.getLength());
    } catch (IOException e) {
      throw failed(resolver, e);
    }
  }

  /** A datagram socket does not notice that its thread is interrupted, so we look now and then. */
  private static void receive(DatagramSocket socket, DatagramPacket answer, Deadline deadline)
      throws IOException {
    while (true) {
      socket.setSoTimeout(Math.min(deadline.remainingMillis(), LOOK_UP_MILLIS));
      try {
        socket.receive(answer);
        return;
      } catch (SocketTimeoutException _) {
        if (Thread.currentThread().isInterrupted()) {
          throw PeerException.of(
              ReasonCode.INTERRUPTED, "the scan was stopped before this was seen");
        }
      }
    }
  }

  /** Sends the query over TCP, for answers that do not fit a datagram. */
  public static byte[] overTcp(InetSocketAddress resolver, byte[] query, Deadline deadline)
      throws PeerException {
    try (Socket socket = new Socket()) {
      socket.connect(resolver, deadline.remainingMillis());
      DataOutputStream output = new DataOutputStream(socket.getOutputStream());
      byte[] framed = new byte[query.length + 2];
      framed[0] = (byte) (query.length >> 8);
      framed[1] = (byte) query.length;
      System.arraycopy(query, 0, framed, 2, query.length);
      output.write(framed);
      DataInputStream input = new DataInputStream(socket.getInputStream());
      socket.setSoTimeout(deadline.remainingMillis());
      byte[] answer = new byte[input.readUnsignedShort()];
      int filled = 0;
      while (filled < answer.length) {
        socket.setSoTimeout(deadline.remainingMillis());
        int count = input.read(answer, filled, answer.length - filled);
        if (count < 0) {
          throw PeerException.of(
              ReasonCode.DNS_BAD_ANSWER, "the resolver closed within its answer");
        }
        filled += count;
      }
      return answer;
    } catch (IOException e) {
      throw failed(resolver, e);
    }
  }

  private static PeerException failed(InetSocketAddress resolver, IOException e) {
    if (e instanceof PeerException known && known.reason().code() != ReasonCode.DEADLINE_EXCEEDED) {
      return known;
    }
    boolean late = e instanceof SocketTimeoutException || e instanceof PeerException;
    return PeerException.of(
        late ? ReasonCode.DNS_TIMEOUT : ReasonCode.DNS_UNREACHABLE,
        "resolver "
            + resolver.getAddress().getHostAddress()
            + ":"
            + resolver.getPort()
            + (late ? " did not answer in time" : " cannot be reached"));
  }
}
