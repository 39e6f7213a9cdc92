package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scans a Prosody on which strangers can register, over every way that clients come. */
class OpenRegistrationIT {

  private static final List<String> WAYS = List.of("c2s", "bosh", "websocket");

  @Test
  @RealProsody(version = "0.12", config = "open-registration")
  void theNameOfAnAccountShowsIt012(ProsodyServer server) throws Exception {
    assertOpen(server);
  }

  @Test
  @RealProsody(version = "13", config = "open-registration")
  void theNameOfAnAccountShowsIt13(ProsodyServer server) throws Exception {
    assertOpen(server);
  }

  private static void assertOpen(ProsodyServer server) throws Exception {
    JsonReport without = scan(server).expect(3).json();
    JsonReport with = scan(server, "--canary", server.canary()).expect(1).json();
    for (String way : WAYS) {
      assertEquals(List.of("needs-canary"), List.copyOf(without.on(way).reasons()), way);
      assertEquals(List.of("registration-closed"), List.copyOf(with.on(way).checks("fail")), way);
    }
  }

  private static Program.Ended scan(ProsodyServer server, String... options) throws Exception {
    String web = "//" + Program.hostAndPort(Objects.requireNonNull(server.https()));
    String[] all = {
      "--connect",
      "bosh=https:" + web + "/http-bind",
      "--connect",
      "websocket=wss:" + web + "/xmpp-websocket",
      "--only",
      "registration-closed",
      "--report",
      "json"
    };
    return Program.scan(
        server, Stream.concat(Arrays.stream(all), Arrays.stream(options)).toArray(String[]::new));
  }
}
