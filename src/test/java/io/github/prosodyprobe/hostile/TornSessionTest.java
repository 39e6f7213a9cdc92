package io.github.prosodyprobe.hostile;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static io.github.prosodyprobe.hostile.Sessions.PROCEED;
import static io.github.prosodyprobe.hostile.Sessions.saslFailure;
import static io.github.prosodyprobe.hostile.Sessions.stanzaError;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.probe.Findings;
import io.github.prosodyprobe.probe.StreamProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A good session that breaks off: what is seen of it is true, however little it is. */
class TornSessionTest {

  private static final byte[] SESSION =
      (HEADER
              + FEATURES
              + stanzaError("LEGACY_AUTH", "service-unavailable")
              + stanzaError("REGISTRATION_FORM", "service-unavailable")
              + saslFailure("encryption-required")
              + PROCEED)
          .getBytes(UTF_8);

  @Test
  void aCloseAtAnyByteLeavesFactsUnobservedAndNeverWrong() throws IOException {
    Map<Fact<?>, FactValue> whole = observed(SESSION.length);
    assertEquals(12, whole.size(), whole::toString);
    int most = 0;
    for (int length = 0; length < SESSION.length; length++) {
      Map<Fact<?>, FactValue> part = observed(length);
      assertTrue(whole.entrySet().containsAll(part.entrySet()), part::toString);
      assertTrue(part.size() >= most, "more of the session never shows less");
      most = part.size();
    }
    assertEquals(11, most, "all but the last answer");
  }

  private static Map<Fact<?>, FactValue> observed(int length) throws IOException {
    byte[] start = Arrays.copyOf(SESSION, length);
    try (ScriptedServer server =
        ScriptedServer.playing(peer -> peer.send(start).halfClose().listen())) {
      Findings findings = new Findings();
      assertTimeoutPreemptively(Duration.ofSeconds(30), () -> run(server, findings));
      Map<Fact<?>, FactValue> values = new HashMap<>();
      findings
          .states()
          .forEach(
              (fact, state) -> {
                if (state instanceof FactState.Observed(FactValue value, _)) {
                  values.put(fact, value);
                }
              });
      return values;
    }
  }

  private static void run(ScriptedServer server, Findings findings) throws InterruptedException {
    try {
      new StreamProbe(new Random(1)).run(TestContexts.of(Listener.C2S, server.address()), findings);
    } catch (PeerException _) {
      // How it ends is another test's business; this one is about what it leaves.
    }
  }
}
