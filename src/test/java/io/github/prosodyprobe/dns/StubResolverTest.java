package io.github.prosodyprobe.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class StubResolverTest {

  private static final String SERVICE = "_xmpp-client._tcp.example.org";

  @Test
  void ordersServicesByPriorityThenWeight() throws IOException {
    try (var server =
        ScriptedNameServer.ofZone(
            SERVICE + ". SRV 20 0 5222 c.example.org.",
            SERVICE + ". SRV 10 1 5222 b.example.org.",
            SERVICE + ". SRV 10 9 5223 a.example.org.")) {
      var found =
          assertInstanceOf(
              Answer.Found.class, resolver(server).services(SERVICE, Deadline.in(seconds(5))));
      assertEquals(
          List.of(
              "10 9 5223 a.example.org.", "10 1 5222 b.example.org.", "20 0 5222 c.example.org."),
          found.records().stream().map(record -> ((SrvRecord) record).text().raw()).toList());
    }
  }

  @Test
  void rootTargetDeclinesTheService() throws IOException {
    try (var server = ScriptedNameServer.ofZone(SERVICE + ". SRV 0 0 0 .")) {
      Answer<SrvRecord> answer = resolver(server).services(SERVICE, Deadline.in(seconds(5)));
      assertEquals(true, ((Answer.Found<SrvRecord>) answer).records().getFirst().declines());
    }
  }

  @Test
  void followsAliases() throws IOException {
    try (var server =
        ScriptedNameServer.ofZone(
            "a.example.org. CNAME b.example.org.",
            "b.example.org. CNAME c.example.org.",
            "c.example.org. A 192.0.2.7")) {
      assertEquals(
          new Answer.Found<>(List.of(InetAddress.ofLiteral("192.0.2.7"))),
          addresses(server, "a.example.org"));
    }
  }

  @Test
  void asksOnWhereTheResolverLeftAnAliasOpen() throws IOException {
    ScriptedNameServer.Script oneHop =
        (query, _) -> {
          Message answer = ScriptedNameServer.reply(query);
          Name asked = query.getQuestion().getName();
          boolean alias = asked.toString().startsWith("a.");
          answer.addRecord(
              Record.fromString(
                  asked,
                  alias ? Type.CNAME : Type.A,
                  1,
                  60,
                  alias ? "b.example.org." : "192.0.2.8",
                  Name.root),
              Section.ANSWER);
          return answer.toWire();
        };
    try (var server = new ScriptedNameServer(oneHop)) {
      assertEquals(
          new Answer.Found<>(List.of(InetAddress.ofLiteral("192.0.2.8"))),
          addresses(server, "a.example.org"));
    }
  }

  @Test
  void givesUpOnAnAliasLoop() throws IOException {
    try (var server =
        ScriptedNameServer.ofZone(
            "a.example.org. CNAME b.example.org.", "b.example.org. CNAME a.example.org.")) {
      assertEquals(ReasonCode.DNS_BAD_ANSWER, failure(server, "a.example.org"));
    }
  }

  @Test
  void tellsNoSuchNameFromNoSuchRecord() throws IOException {
    try (var server = ScriptedNameServer.ofZone("six.example.org. AAAA 2001:db8::1")) {
      assertEquals(
          new Answer.Missing<>(ReasonCode.DNS_NXDOMAIN), addresses(server, "none.example.org"));
      assertEquals(
          new Answer.Missing<>(ReasonCode.DNS_NO_ADDRESS), addresses(server, "six.example.org"));
    }
  }

  @Test
  void asksOverTcpWhenTheAnswerIsTruncated() throws IOException {
    ScriptedNameServer.Script truncating =
        (query, overTcp) -> {
          Message answer = ScriptedNameServer.reply(query);
          if (!overTcp) {
            answer.getHeader().setFlag(Flags.TC);
          } else {
            for (int host = 0; host < 200; host++) {
              answer.addRecord(
                  Record.fromString(
                      query.getQuestion().getName(), Type.A, 1, 60, "192.0.2." + host, Name.root),
                  Section.ANSWER);
            }
          }
          return answer.toWire();
        };
    try (var server = new ScriptedNameServer(truncating)) {
      var found = assertInstanceOf(Answer.Found.class, addresses(server, "many.example.org"));
      assertEquals(64, found.records().size(), "bounded, however many there are");
    }
  }

  @Test
  void silenceIsATimeout() throws IOException {
    try (var server = new ScriptedNameServer((_, _) -> null)) {
      PeerException failure =
          assertThrows(
              PeerException.class,
              () -> resolver(server).services(SERVICE, Deadline.in(Duration.ofMillis(300))));
      assertEquals(ReasonCode.DNS_TIMEOUT, failure.reason().code());
    }
  }

  @Test
  void aFailingResolverIsNoAnswer() throws IOException {
    ScriptedNameServer.Script failing =
        (query, _) -> {
          Message answer = ScriptedNameServer.reply(query);
          answer.getHeader().setRcode(Rcode.SERVFAIL);
          return answer.toWire();
        };
    try (var server = new ScriptedNameServer(failing)) {
      assertEquals(ReasonCode.DNS_SERVFAIL, failure(server, "example.org"));
    }
  }

  @Test
  void anAnswerToAnotherQuestionIsRefused() throws IOException {
    ScriptedNameServer.Script lying =
        (query, _) -> {
          Message answer = new Message(query.getHeader().getID());
          answer.getHeader().setFlag(Flags.QR);
          answer.addRecord(
              Record.newRecord(Name.fromString("evil.example."), Type.A, 1), Section.QUESTION);
          return answer.toWire();
        };
    try (var server = new ScriptedNameServer(lying)) {
      assertEquals(ReasonCode.DNS_BAD_ANSWER, failure(server, "example.org"));
    }
  }

  @Test
  void garbageIsRefused() throws IOException {
    try (var server = new ScriptedNameServer((_, _) -> new byte[] {1, 2, 3})) {
      assertEquals(ReasonCode.DNS_BAD_ANSWER, failure(server, "example.org"));
    }
  }

  private static ReasonCode failure(ScriptedNameServer server, String name) {
    return assertThrows(PeerException.class, () -> addresses(server, name)).reason().code();
  }

  private static Answer<InetAddress> addresses(ScriptedNameServer server, String name)
      throws PeerException {
    return resolver(server).addresses(name, AddressFamily.IPV4, Deadline.in(seconds(5)));
  }

  private static StubResolver resolver(ScriptedNameServer server) {
    return StubResolver.at(server.address());
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
