package io.github.prosodyprobe.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.dns.ScriptedNameServer.Script;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/**
 * Resolvers that lie, stammer or say nothing: each is named for what it does, and none for long.
 */
class HostileResolverTest {

  private static final Duration HANG = Duration.ofSeconds(30);
  private static final Name HOST = Name.fromConstantString("xmpp.example.org.");
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.7");
  private static final long LONGEST_TTL = 0xFFFF_FFFFL;

  static Stream<Arguments> failures() {
    return Stream.of(
        says("another id", ReasonCode.DNS_BAD_ANSWER, HostileResolverTest::withAnotherId),
        says("a question", ReasonCode.DNS_BAD_ANSWER, a -> a.getHeader().unsetFlag(Flags.QR)),
        says(
            "an answer to no question",
            ReasonCode.DNS_BAD_ANSWER,
            a -> a.removeAllRecords(Section.QUESTION)),
        says(
            "records of a name that it denies",
            ReasonCode.DNS_BAD_ANSWER,
            a -> a.getHeader().setRcode(Rcode.NXDOMAIN)),
        says(
            "where else to ask",
            ReasonCode.DNS_BAD_ANSWER,
            a -> {
              a.removeAllRecords(Section.ANSWER);
              a.getHeader().unsetFlag(Flags.RA);
              a.addRecord(new NSRecord(Name.root, DClass.IN, 60, HOST), Section.AUTHORITY);
            }),
        says(
            "that it refuses", ReasonCode.DNS_SERVFAIL, a -> a.getHeader().setRcode(Rcode.REFUSED)),
        says(
            "that it failed, with records",
            ReasonCode.DNS_SERVFAIL,
            a -> a.getHeader().setRcode(Rcode.SERVFAIL)),
        says(
            "that the name is its own alias",
            ReasonCode.DNS_BAD_ANSWER,
            a -> {
              a.removeAllRecords(Section.ANSWER);
              a.addRecord(new CNAMERecord(HOST, DClass.IN, 60, HOST), Section.ANSWER);
            }),
        says(
            "half of it, over TCP too",
            ReasonCode.DNS_BAD_ANSWER,
            a -> a.getHeader().setFlag(Flags.TC)),
        plays("nothing", ReasonCode.DNS_TIMEOUT, (_, _) -> null),
        plays("an empty datagram", ReasonCode.DNS_BAD_ANSWER, (_, _) -> new byte[0]),
        plays(
            "a pointer to itself",
            ReasonCode.DNS_BAD_ANSWER,
            (query, _) -> withRecord(query, new byte[] {(byte) 0xC0, 0x22})),
        plays(
            "a pointer beyond the end",
            ReasonCode.DNS_BAD_ANSWER,
            (query, _) -> withRecord(query, new byte[] {(byte) 0xFF, (byte) 0xFF})),
        plays(
            "a label that is cut off",
            ReasonCode.DNS_BAD_ANSWER,
            (query, _) -> withRecord(query, new byte[] {63, 'a'})),
        plays(
            "65 535 announced records",
            ReasonCode.DNS_BAD_ANSWER,
            (query, _) -> {
              byte[] wire = ScriptedNameServer.reply(query).toWire();
              ByteBuffer.wrap(wire).putShort(6, (short) 0xFFFF);
              return wire;
            }));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isNamed(ReasonCode expected, Script script) throws IOException {
    try (var server = new ScriptedNameServer(script)) {
      PeerException failure =
          assertTimeoutPreemptively(
              HANG, () -> assertThrows(PeerException.class, () -> addresses(server.address())));
      assertEquals(expected, failure.reason().code(), failure.reason()::toString);
    }
  }

  @Test
  void anAnswerFromAnotherAddressIsNotHeard() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DatagramSocket asked = new DatagramSocket(0, loopback);
        DatagramSocket other = new DatagramSocket(0, loopback)) {
      Thread.ofVirtual().start(() -> answerFrom(other, asked));
      PeerException failure =
          assertTimeoutPreemptively(
              HANG,
              () ->
                  assertThrows(
                      PeerException.class,
                      () -> addresses(new InetSocketAddress(loopback, asked.getLocalPort()))));
      assertEquals(ReasonCode.DNS_TIMEOUT, failure.reason().code());
    }
  }

  private static void answerFrom(DatagramSocket other, DatagramSocket asked) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        asked.receive(packet);
        Message query = new Message(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        byte[] answer = right(query).toWire();
        other.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException _) {
      // Closed at the end of the test.
    }
  }

  /** The largest time that fits means nothing to somebody who keeps nothing. */
  @Test
  void aRecordForAHundredYearsIsARecord() throws IOException {
    try (var server =
        new ScriptedNameServer(
            (query, _) -> {
              Message answer = ScriptedNameServer.reply(query);
              answer.addRecord(new ARecord(HOST, DClass.IN, 1, ADDRESS), Section.ANSWER);
              byte[] wire = answer.toWire();
              ByteBuffer.wrap(wire).putInt(wire.length - 10, (int) LONGEST_TTL);
              return wire;
            })) {
      assertEquals(new Answer.Found<>(List.of(ADDRESS)), addresses(server.address()));
    }
  }

  @Test
  void aTextThatFillsTheMessageIsCut() throws IOException {
    List<String> strings = Collections.nCopies(254, "x".repeat(255));
    try (var server =
        new ScriptedNameServer(
            (query, overTcp) -> {
              Message answer = ScriptedNameServer.reply(query);
              if (overTcp) {
                answer.addRecord(new TXTRecord(HOST, DClass.IN, 60, strings), Section.ANSWER);
              } else {
                answer.getHeader().setFlag(Flags.TC);
              }
              return answer.toWire(65_535);
            })) {
      var found =
          assertInstanceOf(
              Answer.Found.class,
              StubResolver.at(server.address())
                  .records(HOST.toString(), RecordType.TXT, deadline()));
      int length = ((Untrusted) found.records().getFirst()).raw().length();
      assertTrue(length < 400, () -> length + " characters");
    }
  }

  @Test
  void aTargetWithControlCharactersIsTextWithoutThem() throws IOException {
    Name target = Name.fromConstantString("a\\000\\027[2J\\226\\128\\174z.example.org.");
    try (var server =
        new ScriptedNameServer(
            (query, _) -> {
              Message answer = ScriptedNameServer.reply(query);
              Name asked = query.getQuestion().getName();
              answer.addRecord(
                  new SRVRecord(asked, DClass.IN, 60, 5, 0, 5222, target), Section.ANSWER);
              return answer.toWire();
            })) {
      StubResolver resolver = StubResolver.at(server.address());
      var found =
          assertInstanceOf(
              Answer.Found.class, resolver.services("_xmpp-client._tcp.example.org", deadline()));
      String text = ((SrvRecord) found.records().getFirst()).target().raw();
      assertEquals("a\\000\\027[2J\\226\\128\\174z.example.org", text);
      assertInstanceOf(
          Answer.Missing.class,
          resolver.addresses(text, AddressFamily.IPV4, deadline()),
          "the name can be asked for as it came");
    }
  }

  private static Arguments says(String name, ReasonCode expected, Consumer<Message> change) {
    return plays(
        name,
        expected,
        (query, _) -> {
          Message answer = right(query);
          change.accept(answer);
          return answer.toWire();
        });
  }

  private static Arguments plays(String name, ReasonCode expected, Script script) {
    return argumentSet(name, expected, script);
  }

  private static Message right(Message query) {
    Message answer = ScriptedNameServer.reply(query);
    answer.addRecord(new ARecord(HOST, DClass.IN, 60, ADDRESS), Section.ANSWER);
    return answer;
  }

  private static void withAnotherId(Message answer) {
    Header header = answer.getHeader();
    header.setID(header.getID() ^ 1);
  }

  /** An answer that announces one record and whose record begins with this owner. */
  private static byte[] withRecord(Message query, byte[] owner) {
    byte[] reply = ScriptedNameServer.reply(query).toWire();
    byte[] wire = ByteBuffer.allocate(reply.length + owner.length).put(reply).put(owner).array();
    ByteBuffer.wrap(wire).putShort(6, (short) 1);
    return wire;
  }

  private static Answer<InetAddress> addresses(InetSocketAddress resolver) throws PeerException {
    return StubResolver.at(resolver).addresses(HOST.toString(), AddressFamily.IPV4, deadline());
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofSeconds(1));
  }
}
