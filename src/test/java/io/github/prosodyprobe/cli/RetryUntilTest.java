package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.Sessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Type;

@Timeout(60)
class RetryUntilTest {

  @Test
  void aPortThatAcceptsAndSaysNothingIsNotUpYet() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.playing(
            peer -> {},
            peer -> peer.expect("<stream:stream").send(Sessions.streamError("system-shutdown")),
            peer -> peer.expect("<stream:stream").send(Sessions.HEADER + Sessions.FEATURES))) {
      Outcome outcome = scan("127.0.0.1:" + server.address().getPort(), "c2s-tls-required", "40s");
      assertAll(
          () -> assertTrue(outcome.messages().contains("up to 40 s"), outcome.messages()),
          () -> assertFalse(outcome.messages().contains("not up"), outcome.messages()),
          () -> assertTrue(server.connections() > 3, server.connections() + " connections"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "127.0.0.2"})
  void aNameIsLookedUpAgainBeforeEachAttempt(String first) throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server =
            ScriptedServer.playing(
                peer -> peer.expect("<stream:stream").send(Sessions.HEADER + Sessions.FEATURES));
        ScriptedNameServer names =
            new ScriptedNameServer(
                (query, _) -> {
                  boolean early =
                      query.getQuestion().getType() == Type.A && asked.getAndIncrement() < 2;
                  String address = early ? first : "127.0.0.1";
                  return (address.isEmpty()
                          ? ScriptedNameServer.zone(query)
                          : ScriptedNameServer.zone(query, "xmpp.test. A " + address))
                      .toWire();
                })) {
      Outcome outcome = scanNamed(server, names);
      assertAll(
          () -> assertFalse(outcome.messages().contains("not up"), outcome.messages()),
          () -> assertTrue(outcome.out().contains("where     c2s 127.0.0.1:"), outcome.out()),
          () -> assertTrue(server.connections() > 1, server.connections() + " connections"));
    }
  }

  @Test
  void whatIsDoneInTheEndIsSaidWhereItIsMoreThanBefore() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server =
            ScriptedServer.playing(
                peer -> peer.expect("<stream:stream").send(Sessions.HEADER + Sessions.FEATURES));
        ScriptedNameServer names =
            new ScriptedNameServer(
                (query, _) ->
                    query.getQuestion().getType() == Type.A && asked.getAndIncrement() == 0
                        ? ScriptedNameServer.zone(query).toWire()
                        : ScriptedNameServer.zone(query, "xmpp.test. A 127.0.0.1").toWire())) {
      Outcome outcome = scanNamed(server, names);
      assertTrue(
          outcome
              .messages()
              .matches(
                  "(?s)example.test: about 0 connections to 0 ports, .*to come up.*\n"
                      + "example.test: about [1-9]\\d* connections? to 1 port, .*"),
          outcome.messages());
    }
  }

  @Test
  void aMangledAnswerMeanwhileDoesNotEndTheWait() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server =
            ScriptedServer.playing(
                peer -> peer.expect("<stream:stream").send(Sessions.HEADER + Sessions.FEATURES));
        ScriptedNameServer names =
            new ScriptedNameServer(
                (query, _) ->
                    switch (query.getQuestion().getType() == Type.A ? asked.getAndIncrement() : 0) {
                      case 0 -> ScriptedNameServer.zone(query).toWire();
                      case 1 -> new byte[] {1, 2, 3};
                      default -> ScriptedNameServer.zone(query, "xmpp.test. A 127.0.0.1").toWire();
                    })) {
      Outcome outcome = scanNamed(server, names);
      assertAll(
          () -> assertFalse(outcome.messages().contains("not up"), outcome.messages()),
          () -> assertTrue(outcome.out().contains("where     c2s 127.0.0.1:"), outcome.out()));
    }
  }

  @Test
  void aWishThatIsPublishedMeanwhileIsRespectedAndSaid() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    String service = "_xmpp-client._tcp.example.test. SRV 0 0 5222 xmpp.test.";
    String wish = "_prosody-probe.example.test. TXT \"scan=no\"";
    try (ScriptedNameServer names =
        new ScriptedNameServer(
            (query, _) ->
                query.getQuestion().getType() == Type.TXT && asked.getAndIncrement() == 0
                    ? ScriptedNameServer.zone(query, service).toWire()
                    : ScriptedNameServer.zone(query, service, wish).toWire())) {
      Outcome outcome = scanByRecords(names, "40s");
      assertAll(
          () -> assertEquals(3, outcome.exitCode(), outcome.out()),
          () ->
              assertTrue(
                  outcome.messages().matches("(?s).*to come up.*\n.*is not looked at: .*"),
                  outcome.messages()));
    }
  }

  @Test
  void aRecordWithoutAPortIsNotWaitedFor() throws IOException {
    try (ScriptedNameServer names =
        ScriptedNameServer.ofZone("_xmpp-client._tcp.example.test. SRV 0 0 0 xmpp.test.")) {
      Outcome outcome = scanByRecords(names, "2s");
      assertFalse(outcome.messages().contains("not up"), outcome.messages());
    }
  }

  @Test
  void whereTheResolverFallsSilentTheEarlierAnswerStands() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedNameServer names =
        new ScriptedNameServer(
            (query, _) ->
                query.getQuestion().getType() == Type.A && asked.getAndIncrement() > 0
                    ? null
                    : ScriptedNameServer.zone(query).toWire())) {
      Outcome outcome =
          scan("xmpp.test:5222", "c2s-tls-required", "4s", "--resolver", resolver(names));
      assertTrue(
          outcome.messages().contains("not up: c2s xmpp.test:5222 (dns-nxdomain)"),
          outcome.messages());
    }
  }

  @Test
  void aNameThatNeverAppearsIsSaidToBeMissing() throws IOException {
    try (ScriptedNameServer names = ScriptedNameServer.ofZone()) {
      Outcome outcome =
          scan("xmpp.test:5222", "c2s-tls-required", "1s", "--resolver", resolver(names));
      assertTrue(
          outcome.messages().contains("not up: c2s xmpp.test:5222 (dns-nxdomain)"),
          outcome.messages());
    }
  }

  @Test
  void whenTheTimeIsOverWhatIsThereIsJudged() throws IOException {
    Outcome outcome = scan("127.0.0.1:" + closed(), "starttls-offered", "1s");
    assertAll(
        () -> assertEquals(3, outcome.exitCode(), outcome.messages()),
        () -> assertTrue(outcome.messages().contains("(tcp-refused)"), outcome.messages()),
        () -> assertTrue(outcome.out().contains("UNDECIDED"), outcome.out()));
  }

  private static Outcome scanNamed(ScriptedServer server, ScriptedNameServer names) {
    return scan(
        "xmpp.test:" + server.address().getPort(),
        "c2s-tls-required",
        "40s",
        "--resolver",
        resolver(names));
  }

  private static Outcome scanByRecords(ScriptedNameServer names, String patience) {
    return CommandLines.run(
        "scan",
        "example.test",
        "--only",
        "c2s-tls-required",
        "--retry-until",
        patience,
        "--resolver",
        resolver(names));
  }

  private static String resolver(ScriptedNameServer names) {
    return "127.0.0.1:" + names.address().getPort();
  }

  private static Outcome scan(String place, String check, String patience, String... more) {
    List<String> line =
        new ArrayList<>(List.of("scan", "example.test", "--connect", "c2s=" + place));
    line.addAll(List.of("--only", check, "--retry-until", patience));
    line.addAll(List.of(more));
    return CommandLines.run(line.toArray(String[]::new));
  }

  /** A port where nobody listens. */
  private static int closed() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
