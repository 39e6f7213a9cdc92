package io.github.prosodyprobe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.WebSessions;
import io.github.prosodyprobe.http.BoshSession.Answer;
import io.github.prosodyprobe.http.BoshSession.Opening;
import io.github.prosodyprobe.net.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoshSessionTest {

  private static final Duration TIME = Duration.ofSeconds(10);
  private static final String BODY = "<body xmlns='http://jabber.org/protocol/httpbind'";
  private static final Pattern REQUEST_ID = Pattern.compile(" rid='(\\d+)'");

  @Test
  void countsItsRequestsAndTerminatesInTheEnd() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.playing(
                peer -> {
                  answer(peer, 200, BODY + " sid='a&apos;b'/>");
                  answer(peer, 200, BODY + "><message xmlns='jabber:client'/></body>");
                  answer(peer, 200, BODY + " type='terminate'/>");
                });
        HttpSession http = WebSessions.session(server.address(), TIME)) {
      try (BoshSession bosh = session(http)) {
        bosh.open(new Opening("example.test", 5, 1));
        assertTrue(bosh.isOpen());
        Answer.Body body = assertInstanceOf(Answer.Body.class, bosh.send("<presence/>"));
        assertTrue(body.element().child("jabber:client", "message").isPresent());
      }
      String heard = server.heard(0);
      List<Long> ids = REQUEST_ID.matcher(heard).results().map(BoshSessionTest::number).toList();
      assertEquals(List.of(ids.getFirst(), ids.getFirst() + 1, ids.getFirst() + 2), ids);
      assertTrue(heard.contains("sid='a&apos;b' type='terminate'/>"), heard);
    }
  }

  static Stream<Arguments> others() {
    return Stream.of(
        arguments(404, "gone", ReasonCode.NOT_XMPP),
        arguments(200, "<!DOCTYPE html><html/>", ReasonCode.NOT_XMPP),
        arguments(200, BODY, ReasonCode.PROTOCOL_VIOLATION),
        arguments(200, "<!DOCTYPE body>" + BODY + "/>", ReasonCode.RESTRICTED_XML),
        arguments(200, "<a>" + BODY + "/></a>", ReasonCode.NOT_XMPP),
        arguments(200, BODY + " a='" + "b".repeat(300_000) + "'/>", ReasonCode.BUDGET_EXCEEDED));
  }

  @ParameterizedTest
  @MethodSource("others")
  void showsWhatIsNoBody(int status, String answer, ReasonCode expected) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(peer -> answer(peer, status, answer));
        HttpSession http = WebSessions.session(server.address(), TIME);
        BoshSession bosh = session(http)) {
      Answer.Other other =
          assertInstanceOf(Answer.Other.class, bosh.open(new Opening("example.test", 5, 1)));
      assertEquals(expected, other.reason().code(), () -> other.reason().toString());
      assertEquals(status, other.http().status());
      assertFalse(bosh.isOpen());
    }
  }

  private static BoshSession session(HttpSession http) {
    return new BoshSession(http, "/http-bind", List.of(), new Transcript());
  }

  private static void answer(ScriptedPeer peer, int status, String body) throws IOException {
    peer.expect("<body ")
        .expect(">")
        .send("HTTP/1.1 " + status + " x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private static long number(MatchResult match) {
    return Long.parseLong(match.group(1));
  }
}
