package io.github.prosodyprobe.hostile;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.probe.Findings;
import io.github.prosodyprobe.probe.PeerCertificateProbe;
import io.github.prosodyprobe.probe.PeerCertificateProbe.Shown;
import io.github.prosodyprobe.probe.PeerIdentity;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.SecureStreamProbe;
import io.github.prosodyprobe.probe.ServerStreamProbe;
import io.github.prosodyprobe.probe.StartTlsOpener;
import io.github.prosodyprobe.probe.StartTlsOpener.Mode;
import io.github.prosodyprobe.probe.StreamProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that send us elsewhere (RFC 6120, section 4.9.3.19): it is noted, and nobody goes. */
class SeeOtherHostTest {

  private static final Duration HANG = Duration.ofSeconds(30);
  private static final Duration PROBE_TIME = Duration.ofSeconds(3);

  private static String sendingTo(String host) {
    return "<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>"
        + host
        + "</see-other-host></stream:error></stream:stream>";
  }

  /** A private address, one of the cloud's, the server itself, and no address at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.1", "169.254.169.254:80", "[::1]:5222", "other.example", "", "\u009b2J"})
  void theConditionAndTheHostAreNoted(String host) throws IOException {
    Script script = peer -> peer.send(HEADER + sendingTo(host)).halfClose().listen();
    try (ScriptedServer server = ScriptedServer.playing(script)) {
      for (Probe probe :
          new Probe[] {
            new StreamProbe(new Random(1)),
            new ServerStreamProbe(PeerIdentity.madeUp(new Random(1)))
          }) {
        PeerException end = run(probe, server);
        assertEquals("stream-error:see-other-host", end.reason().word());
        assertTrue(end.reason().detail().raw().contains(host), end.reason()::toString);
        assertTrue(end.reason().toString().chars().noneMatch(Character::isISOControl));
      }
      assertEquals(2, server.connections(), "one for each probe");
    }
  }

  /** The second server sends whoever comes back to the first. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nobodyGoesThere(boolean beforeFeatures) throws IOException {
    Script patient = ScriptedPeer::listen;
    try (ScriptedServer other = ScriptedServer.playing(patient)) {
      String away = sendingTo("127.0.0.1:" + other.address().getPort());
      Script script =
          beforeFeatures
              ? peer -> peer.send(HEADER + away).halfClose().listen()
              : peer -> peer.send(HEADER + FEATURES).expect("<starttls").send(away).listen();
      try (ScriptedServer server = ScriptedServer.playing(script)) {
        PeerIdentity peer = PeerIdentity.madeUp(new Random(1));
        StartTlsOpener clients = StartTlsOpener.forClients(Mode.STEP_BY_STEP);
        runAnyhow(new StreamProbe(new Random(1)), server);
        runAnyhow(new ServerStreamProbe(peer), server);
        runAnyhow(new SecureStreamProbe(clients, new Random(1)), server);
        runAnyhow(
            new PeerCertificateProbe(
                StartTlsOpener.forServers(peer, Mode.STEP_BY_STEP), peer, Shown.NOTHING),
            server);
        assertTrue(server.connections() >= 4);
      }
      assertEquals(0, other.connections());
    }
  }

  private static PeerException run(Probe probe, ScriptedServer server) {
    return assertTimeoutPreemptively(
        HANG, () -> assertThrows(PeerException.class, () -> runOnce(probe, server)));
  }

  private static void runAnyhow(Probe probe, ScriptedServer server) {
    assertTimeoutPreemptively(
        HANG,
        () -> {
          try {
            runOnce(probe, server);
          } catch (PeerException _) {
            // What the probe makes of it is another test's business.
          }
        });
  }

  private static void runOnce(Probe probe, ScriptedServer server)
      throws PeerException, InterruptedException {
    probe.run(TestContexts.of(Listener.C2S, server.address(), PROBE_TIME), new Findings());
  }
}
