package io.github.prosodyprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.TestContexts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.OpenSslServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsGateProbeTest {

  private static final Map<Listener, Probe> CONVERSATIONS =
      Map.of(
          Listener.C2S_DIRECT,
          new DirectTlsProbe(),
          Listener.S2S_DIRECT,
          new DirectTlsProbe(new PeerIdentity("peer.invalid")),
          Listener.HTTPS,
          new WebTlsProbe());

  @TempDir static Path directory;

  private static PeerException run(
      Listener listener, InetSocketAddress address, Findings findings) {
    Probe conversation = Objects.requireNonNull(CONVERSATIONS.get(listener));
    Probe gate =
        new TlsGateProbe(conversation, new TlsInventoryProbe(ProbeContext::connect, Set.of()));
    return assertThrows(
        PeerException.class, () -> gate.run(TestContexts.of(listener, address), findings));
  }

  private static String value(Findings findings, Fact<?> fact) {
    FactState state = Objects.requireNonNull(findings.states().get(fact), fact::name);
    return assertInstanceOf(FactState.Observed.class, state, fact::name).value().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "C2S_DIRECT, -tls1_1 -cipher ALL:@SECLEVEL=0, tls-no-common-version, TLSv1.1",
    "S2S_DIRECT, -tls1_1 -cipher ALL:@SECLEVEL=0, tls-no-common-version, TLSv1.1",
    "HTTPS, -tls1 -cipher ALL:@SECLEVEL=0, tls-no-common-version, TLSv1.0",
    "C2S_DIRECT, -tls1_2 -cipher NULL-SHA256:@SECLEVEL=0, tls-alert:handshake_failure, TLSv1.2",
    "S2S_DIRECT, -tls1_3 -groups ffdhe8192, tls-alert:handshake_failure, TLSv1.3",
    "C2S_DIRECT, -tls1_2 -alpn http/1.1, tls-alert:no_application_protocol, TLSv1.2"
  })
  void theVersionsOfAServerAreSeenThatHasNothingForUs(
      Listener listener, String options, String end, String versions) throws Exception {
    Findings findings = new Findings();
    try (OpenSslServer server = new OpenSslServer(directory, "rsa", options)) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
      assertEquals(end, run(listener, address, findings).reason().word());
    }
    assertEquals(versions, value(findings, TlsFacts.VERSIONS));
  }

  @ParameterizedTest
  @CsvSource({
    "'<stream:stream>', tls-violation",
    "'\u0015\u0003\u0003\u0000\u0002\u0002p', tls-alert:unrecognized_name",
  })
  void whoIsNoTlsServerOfTheDomainIsAskedOnce(String answer, String end) throws Exception {
    Findings findings = new Findings();
    try (ScriptedServer server = ScriptedServer.playing(peer -> peer.send(answer).listen())) {
      assertEquals(end, run(Listener.C2S_DIRECT, server.address(), findings).reason().word());
      assertEquals(1, server.connections());
    }
    assertFalse(findings.knows(TlsFacts.VERSIONS));
  }
}
