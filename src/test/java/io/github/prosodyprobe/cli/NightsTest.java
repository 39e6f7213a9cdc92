package io.github.prosodyprobe.cli;

import static io.github.prosodyprobe.hostile.Sessions.FEATURES;
import static io.github.prosodyprobe.hostile.Sessions.HEADER;
import static io.github.prosodyprobe.hostile.Sessions.PROCEED;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import io.github.prosodyprobe.tls.TestCertificate;
import io.github.prosodyprobe.tls.TestTlsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thirty nights of one server: a regression, an outage, a waiver that runs out, and the recovery
 * from each. Every night is a scan with everything that the nightly job keeps, at that night's
 * time; Prometheus' own tool says which alerts the metrics give.
 */
class NightsTest {

  private static final int NIGHTS = 30;
  private static final LocalDate FIRST = LocalDate.now(ZoneOffset.UTC);
  private static final int LAST_DAY_OF_WAIVER = 20;

  /** What the server does in a night. */
  private enum Conduct {
    ORDINARY,
    /** Somebody has switched the strong mechanisms off. */
    WEAK,
    /** Connections are closed at once. */
    DOWN,
    /** Its certificate is one of an authority that is trusted. */
    RENEWED
  }

  @TempDir private Path folder;
  private volatile Conduct conduct = Conduct.ORDINARY;

  private static Conduct conduct(int night) {
    return switch (night) {
      case 8, 9, 10 -> Conduct.WEAK;
      case 15, 16 -> Conduct.DOWN;
      default -> night < 25 ? Conduct.ORDINARY : Conduct.RENEWED;
    };
  }

  @Test
  void eachNightIsToldAsWhatItWas() throws Exception {
    Outcome[] scans = new Outcome[NIGHTS + 1];
    Outcome[] differences = new Outcome[NIGHTS + 1];
    List<String> metrics = new ArrayList<>();
    TestCertificate authority = lasting(TestCertificate.named("CN=Authority").authority()).issue();
    Files.writeString(folder.resolve("authority.pem"), pem(authority));
    writePolicyAndWaivers();
    int[] told = new int[NIGHTS + 1];
    try (ScriptedServer server = ScriptedServer.playing(script(authority));
        ScriptedServer webhook = ScriptedServer.playing(NightsTest::takeMessage)) {
      int port = server.address().getPort();
      writeWebhook(webhook.address().getPort());
      for (int night = 1; night <= NIGHTS; night++) {
        conduct = conduct(night);
        scans[night] = scan(night, port);
        told[night] = webhook.connections();
        metrics.add(Files.readString(folder.resolve("metrics.prom")));
        if (night > 1) {
          differences[night] = CommandLines.run("diff", report(night - 1), report(night));
        }
      }
    }
    assertAll(
        () -> assertEquals("1-7:0 8-10:1 11-14:0 15-16:3 17-20:0 21-24:1 25-30:0", exits(scans)),
        () -> assertEquals("8:1 11:0 15:3 17:0 21:1 25:0", changes(differences)),
        () -> assertEquals("✘ worse sasl-scram-sha-256-offered pass -> fail", said(differences[8])),
        () ->
            assertEquals("✔ better sasl-scram-sha-256-offered fail -> pass", said(differences[11])),
        () -> assertEquals("? unknown 3 checks", said(differences[15])),
        () -> assertEquals("✔ better 3 checks unknown -> pass", said(differences[17])),
        () -> assertEquals("✘ worse certificate-trusted waived -> fail", said(differences[21])),
        () -> assertEquals("✔ better certificate-trusted fail -> pass", said(differences[25])),
        () -> assertEquals("8 11 15 17 21 25", rising(told), "nights of which the webhook is told"),
        () -> assertEquals("6-20", saying(scans, "certificate-trusted ends ")),
        () -> assertEquals("21-24", printing(scans, "waiver expired ")),
        () -> assertEquals("25-30", saying(scans, "certificate-trusted is not needed")),
        () ->
            assertEquals(
                Map.of(
                    "XmppCriticalCheckFails", "8-10 21-24",
                    "XmppServerNotSeen", "16"),
                new NightlyAlerts(folder, FIRST).of(metrics)));
  }

  private Outcome scan(int night, int port) {
    return CommandLines.runAt(
        FIRST.plusDays(night).atTime(2, 30).toInstant(ZoneOffset.UTC),
        "scan",
        "example.test",
        "--connect",
        "c2s=127.0.0.1:" + port,
        "--policy",
        folder.resolve("policy.yaml").toString(),
        "--only",
        "certificate-trusted,sasl-scram-sha-256-offered,starttls-offered,tls-versions",
        "--trust",
        folder.resolve("authority.pem").toString(),
        "--waivers",
        folder.resolve("waivers.yaml").toString(),
        "--history",
        folder.resolve("runs.db").toString(),
        "--webhook-file",
        folder.resolve("webhook.url").toString(),
        "--report",
        "json=" + report(night),
        "--report",
        "prometheus=" + folder.resolve("metrics.prom"));
  }

  private String report(int night) {
    return folder.resolve("night-" + night + ".json").toString();
  }

  private static void takeMessage(ScriptedPeer peer) throws IOException {
    peer.expect("\r\n\r\n").expect("\n}\n");
    peer.send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  }

  private void writeWebhook(int port) throws IOException {
    Path file = folder.resolve("webhook.url");
    Files.writeString(file, "http://127.0.0.1:" + port + "/nights\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private void writePolicyAndWaivers() throws IOException {
    Files.writeString(
        folder.resolve("policy.yaml"),
        """
        policy:
          name: nights
          version: 1
          extends: prosody-recommended@1
        checks:
          - id: sasl-scram-sha-256-offered
            severity: critical
        """);
    Files.writeString(
        folder.resolve("waivers.yaml"),
        """
        waivers:
          - check: certificate-trusted
            reason: The new authority is not in use before the renewal
            owner: ops@example.org
            expires: %s
        """
            .formatted(FIRST.plusDays(LAST_DAY_OF_WAIVER)));
  }

  private Script script(TestCertificate authority) {
    TestTlsServer own =
        TestTlsServer.with(lasting(TestCertificate.named("CN=example.test")).issue());
    TestTlsServer trusted =
        TestTlsServer.with(
            lasting(TestCertificate.named("CN=example.test")).issuedBy(authority), authority);
    return peer -> {
      Conduct tonight = conduct;
      if (tonight == Conduct.DOWN) {
        return;
      }
      peer.expect("<stream:stream").send(HEADER + FEATURES);
      peer.expect("<starttls").send(PROCEED);
      (tonight == Conduct.RENEWED ? trusted : own)
          .then(inside -> inside.expect("<stream:stream").send(features(tonight)).listen())
          .play(peer);
    };
  }

  private static String features(Conduct conduct) {
    return HEADER
        + "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>"
        + (conduct == Conduct.WEAK ? "PLAIN" : "SCRAM-SHA-256")
        + "</mechanism></mechanisms></stream:features>";
  }

  private static TestCertificate.Builder lasting(TestCertificate.Builder certificate) {
    Instant from = FIRST.atStartOfDay().toInstant(ZoneOffset.UTC);
    return certificate
        .dns("example.test")
        .valid(from.minus(Duration.ofDays(1)), from.plus(Duration.ofDays(90)));
  }

  private static String pem(TestCertificate certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.der())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static String exits(Outcome[] scans) {
    return Spans.of(NIGHTS, night -> Optional.of(":" + scans[night].exitCode()));
  }

  private static String changes(Outcome[] differences) {
    return Spans.of(
        NIGHTS,
        night ->
            Optional.ofNullable(differences[night])
                .filter(difference -> !difference.out().contains("no difference"))
                .map(difference -> ":" + difference.exitCode()));
  }

  private static String rising(int[] counts) {
    return Spans.of(
        NIGHTS, night -> Optional.of("").filter(_ -> counts[night] > counts[night - 1]));
  }

  private static String saying(Outcome[] scans, String words) {
    return Spans.of(
        NIGHTS, night -> Optional.of("").filter(_ -> scans[night].messages().contains(words)));
  }

  private static String printing(Outcome[] scans, String words) {
    return Spans.of(
        NIGHTS, night -> Optional.of("").filter(_ -> scans[night].out().contains(words)));
  }

  /** The first headline, without the severity at its end. */
  private static String said(Outcome difference) {
    return difference
        .out()
        .lines()
        .filter(line -> line.matches("[✘✔?] .*"))
        .map(line -> line.replaceAll(" {2,}(critical|warning|suggestion)$", ""))
        .map(line -> line.strip().replaceAll(" +", " "))
        .findFirst()
        .orElse("");
  }
}
