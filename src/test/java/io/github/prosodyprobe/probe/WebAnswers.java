package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Scripted web servers, and contexts in which a probe asks them. */
final class WebAnswers {

  /** What is answered to every request that nothing else is said for. */
  static final String NOT_FOUND = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

  private WebAnswers() {}

  /** Answers by path, one request after the other. */
  static ScriptedServer answering(Map<String, String> byPath) throws IOException {
    return ScriptedServer.playing(script(byPath));
  }

  /** The script of such a server. */
  static Script script(Map<String, String> byPath) {
    return peer -> {
      while (true) {
        int before = peer.heard().length();
        peer.expect("\r\n\r\n");
        String request = peer.heard().substring(before);
        peer.send(byPath.getOrDefault(request.split(" ", 3)[1], NOT_FOUND));
      }
    };
  }

  /** An answer of the status 200 with a body of this type. */
  static String ok(String type, String body, String... headers) {
    return "HTTP/1.1 200 OK\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n"
        + String.join("", Stream.of(headers).map(it -> it + "\r\n").toList())
        + "\r\n"
        + body;
  }

  /** A context of a listener that is asked for its start page. */
  static ProbeContext context(Listener listener, Scheme scheme, InetSocketAddress address) {
    ProbeContext plain = TestContexts.of(listener, address);
    return new ProbeContext(
        plain.endpoint(),
        plain.address(),
        plain.dialer(),
        plain.deadline(),
        plain.wanted(),
        plain.trust(),
        plain.clock(),
        plain.canary(),
        Optional.of(
            new WebLocation(new Origin(scheme, TestContexts.DOMAIN, address.getPort()), "/")));
  }
}
