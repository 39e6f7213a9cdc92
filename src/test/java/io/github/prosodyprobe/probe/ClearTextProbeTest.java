package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.prosodyprobe.fact.ClearTextFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.Seen;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.http.WebLocation;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClearTextProbeTest {

  private static final String PAGE = WebAnswers.ok("text/html", "<p>Welcome</p>");

  static Stream<Arguments> servers() {
    return Stream.of(
        says("to https", "https", "yes", to("https://example.test/")),
        says("to https at a port", "https", "yes", to("https://EXAMPLE.test:8443/x")),
        says("to another host", "other-host", "yes", to("https://www.example.test/")),
        says("without a scheme", "http", "no", to("/welcome")),
        says("to another host in clear text", "http", "no", to("http://www.example.test/")),
        says("to what nobody can go to", "nothing", "no", to("ftp://example.test/")),
        says("nowhere", "nothing", "no", "HTTP/1.1 301 M\r\nContent-Length: 0\r\n\r\n"),
        says("a page", "page", "no", PAGE),
        says("an endless page", "page", "no", "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(100_000)),
        says("nothing", "nothing", "no", WebAnswers.NOT_FOUND));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void looksWhereTheFrontPageLeads(String leadsTo, String onlyRedirects, String answer)
      throws Exception {
    try (ScriptedServer server = answering(answer, answer)) {
      Findings findings = look(server, "http://example.test/");
      assertEquals(leadsTo, Seen.of(findings, ClearTextFacts.FRONT_PAGE));
      assertEquals(onlyRedirects, Seen.of(findings, ClearTextFacts.ONLY_REDIRECTS));
    }
  }

  @Test
  void aServerThatRedirectsItsFrontPageOnlyServesTheRest() throws Exception {
    try (ScriptedServer server = answering(to("https://example.test/"), WebAnswers.NOT_FOUND)) {
      Findings findings = look(server, "http://example.test/register");
      assertEquals("https", Seen.of(findings, ClearTextFacts.FRONT_PAGE));
      assertEquals("no", Seen.of(findings, ClearTextFacts.ONLY_REDIRECTS));
      String heard = server.heard(0);
      assertTrue(heard.startsWith("GET / HTTP/1.1\r\n"), heard);
      assertTrue(heard.contains("Host: example.test\r\n"), heard);
    }
  }

  @Test
  void browsersDoNotGoToOtherPorts() throws Exception {
    try (ScriptedServer server = answering(PAGE, PAGE)) {
      Findings findings = look(server, "http://example.test:5280/");
      assertInstanceOf(
          FactState.NotApplicable.class, findings.states().get(ClearTextFacts.FRONT_PAGE));
      assertEquals("no", Seen.of(findings, ClearTextFacts.ONLY_REDIRECTS));
    }
  }

  @Test
  void whereNoHttpServerAnswersNothingIsAsked() throws Exception {
    try (ScriptedServer server = answering(PAGE, PAGE)) {
      Findings findings = new Findings();
      new ClearTextProbe(new Random(1)).run(context(server, "http://example.test/"), findings);
      assertInstanceOf(
          FactState.NotApplicable.class, findings.states().get(ClearTextFacts.ONLY_REDIRECTS));
      assertEquals(0, server.connections());
    }
  }

  private static Arguments says(String name, String leadsTo, String onlyRedirects, String answer) {
    return argumentSet(name, leadsTo, onlyRedirects, answer);
  }

  private static String to(String location) {
    return "HTTP/1.1 301 M\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
  }

  /** The first answer is for the front page, the second for whatever comes then. */
  private static ScriptedServer answering(String front, String other) throws Exception {
    return ScriptedServer.playing(
        peer -> {
          while (true) {
            int before = peer.heard().length();
            peer.expect("\r\n\r\n");
            boolean isFront = peer.heard().substring(before).startsWith("GET / ");
            peer.send(isFront ? front : other);
          }
        });
  }

  private static Findings look(ScriptedServer server, String url) throws Exception {
    Findings findings = new Findings();
    findings.observed(
        PortFacts.ANSWER, FactValue.text("http"), new Evidence("outsider", List.of(), ""));
    new ClearTextProbe(new Random(1)).run(context(server, url), findings);
    return findings;
  }

  private static ProbeContext context(ScriptedServer server, String url) {
    return TestContexts.of(Listener.HTTP, server.address(), WebLocation.parse(url).orElseThrow());
  }
}
