package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import io.github.prosodyprobe.tls.TrustStore;
import io.github.prosodyprobe.xmpp.StreamNamespace;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the streams inside TLS show of real servers. */
class SecureStreamProsodyTest {

  private static Map<Fact<?>, FactState> look(ProsodyServer server, String canary)
      throws Exception {
    ProbeContext plain = TestContexts.of(Listener.C2S, server.c2s());
    ProbeContext context =
        new ProbeContext(
            server.domain(),
            plain.endpoint(),
            plain.address(),
            plain.dialer(),
            plain.deadline(),
            plain.wanted(),
            new TrustStore(Set.of()).plus(Files.readString(server.ca())),
            plain.clock(),
            canary);
    Findings findings = new Findings();
    new SecureStreamProbe(
            new StartTlsOpener(StreamNamespace.CLIENT, StartTlsOpener.Mode.PIPELINED),
            new SecureRandom())
        .run(context, findings);
    if (System.getenv("SHOW") != null) {
      findings.states().forEach((f, s) -> System.out.println(f + " = " + s));
      findings
          .evidence()
          .values()
          .forEach(
              e -> {
                System.out.println(e.id() + " " + e.byHand());
                e.lines().forEach(System.out::println);
              });
    }
    return findings.states();
  }

  @Test
  @RealProsody(version = "13", config = "default")
  void a(ProsodyServer server) throws Exception {
    look(server, server.canary());
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void b(ProsodyServer server) throws Exception {
    look(server, server.canary());
  }

  @Test
  @RealProsody(version = "0.12", config = "default")
  void c(ProsodyServer server) throws Exception {
    look(server, "");
  }

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void d(ProsodyServer server) throws Exception {
    look(server, "");
    assertEquals("", "");
  }
}
