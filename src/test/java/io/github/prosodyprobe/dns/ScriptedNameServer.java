package io.github.prosodyprobe.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on loopback that answers as a test tells it to, over UDP and TCP. */
public final class ScriptedNameServer implements AutoCloseable {

  /** Answers one query; null says nothing at all. */
  @FunctionalInterface
  public interface Script {
    byte @Nullable [] answer(Message query, boolean overTcp) throws IOException;
  }

  /** Sockets of one port number, of which somebody else may have the other half. */
  private record Sockets(DatagramSocket datagrams, ServerSocket streams) {
    private static Sockets bind() throws IOException {
      for (int attempt = 1; ; attempt++) {
        DatagramSocket datagrams = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        try {
          return new Sockets(
              datagrams,
              new ServerSocket(datagrams.getLocalPort(), 5, InetAddress.getLoopbackAddress()));
        } catch (BindException e) {
          datagrams.close();
          if (attempt == 20) {
            throw e;
          }
        }
      }
    }
  }

  private final DatagramSocket datagrams;
  private final ServerSocket streams;
  private final Script script;
  private final AtomicInteger queries = new AtomicInteger();

  public ScriptedNameServer(Script script) throws IOException {
    this.script = script;
    Sockets sockets = Sockets.bind();
    this.datagrams = sockets.datagrams();
    this.streams = sockets.streams();
    Thread.ofVirtual().start(this::serveDatagrams);
    Thread.ofVirtual().start(this::serveStreams);
  }

  /** A server that knows these records, in zone file notation, and no others. */
  public static ScriptedNameServer ofZone(String... records) throws IOException {
    return new ScriptedNameServer((query, _) -> zone(query, records).toWire());
  }

  /** The same, as a resolver gives them that has validated them. */
  public static ScriptedNameServer ofSignedZone(String... records) throws IOException {
    return new ScriptedNameServer(
        (query, _) -> {
          Message answer = zone(query, records);
          answer.getHeader().setFlag(Flags.AD);
          return answer.toWire();
        });
  }

  /** The answer of a server that knows these records and no others. */
  public static Message zone(Message query, String... lines) throws IOException {
    Message answer = reply(query);
    Name asked = query.getQuestion().getName();
    boolean nameExists = false;
    for (int hop = 0; hop < 12; hop++) {
      Name alias = null;
      for (String line : lines) {
        String[] fields = line.split(" ", 3);
        Name owner = Name.fromString(fields[0]);
        int type = Type.value(fields[1]);
        // A name exists as soon as there is one below it (RFC 8020, section 2).
        nameExists |= owner.subdomain(asked);
        if (!owner.equals(asked)) {
          continue;
        }
        if (type == query.getQuestion().getType() || type == Type.CNAME) {
          Record found = Record.fromString(owner, type, 1, 60, fields[2], Name.root);
          answer.addRecord(found, Section.ANSWER);
          alias = type == Type.CNAME ? Name.fromString(fields[2]) : null;
        }
      }
      if (alias == null) {
        break;
      }
      asked = alias;
    }
    if (!nameExists) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    return answer;
  }

  /** An empty answer to a query. */
  public static Message reply(Message query) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    return answer;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(datagrams.getLocalAddress(), datagrams.getLocalPort());
  }

  public int queries() {
    return queries.get();
  }

  private void serveDatagrams() {
    byte[] buffer = new byte[4096];
    while (!datagrams.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        datagrams.receive(packet);
        queries.incrementAndGet();
        Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        byte[] answer = script.answer(query, false);
        if (answer != null) {
          datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException _) {
        // Closed at the end of the test.
      }
    }
  }

  private void serveStreams() {
    while (!streams.isClosed()) {
      try (Socket socket = streams.accept()) {
        DataInputStream input = new DataInputStream(socket.getInputStream());
        byte[] query = input.readNBytes(input.readUnsignedShort());
        byte[] answer = script.answer(new Message(query), true);
        if (answer != null) {
          DataOutputStream output = new DataOutputStream(socket.getOutputStream());
          output.writeShort(answer.length);
          output.write(answer);
        }
      } catch (IOException _) {
        // Closed at the end of the test.
      }
    }
  }

  @Override
  public void close() throws IOException {
    datagrams.close();
    streams.close();
  }
}
