package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Looks for BOSH and WebSocket at paths of a real Prosody under which nobody is. */
class MistypedPlaceIT {

  @Test
  @RealProsody(version = "13", config = "recommended")
  void whatTheOperatorNamesMustBeThere(ProsodyServer server) throws Exception {
    String secure = "//" + Program.hostAndPort(Objects.requireNonNull(server.https()));
    assertTold(server, "bosh=https:" + secure + "/htp-bind", "bosh-session");
    assertTold(server, "websocket=wss:" + secure + "/xmpp-websockt", "websocket-stream-works");
    String clear = "//" + Program.hostAndPort(Objects.requireNonNull(server.http()));
    assertTold(server, "bosh=http:" + clear + "/htp-bind", "bosh-session");
    assertTold(server, "websocket=ws:" + clear + "/xmpp-websockt", "websocket-stream-works");
  }

  private static void assertTold(ProsodyServer server, String place, String check)
      throws Exception {
    JsonReport report =
        Program.scan(server, "--connect", place, "--report", "json").expect(1).json();
    JsonReport there = report.on(place.substring(0, place.indexOf('=')));
    assertEquals(Set.of(check), there.checks("fail"), place);
    assertEquals(Set.of(), there.checks("unknown"), place);
    assertTrue(there.root().get("results").toString().contains("404"), place);
    assertTrue(report.root().get("evidence").toString().contains("HTTP/1.1 404"), place);
  }
}
