package io.github.prosodyprobe.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.prosodyprobe.program.Program.Ended;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Installs the package under a running systemd and lets that do what it does at night. */
@EnabledIf("isRoot")
@Timeout(300)
class SystemdLiveIT {

  private static final String INSTALL =
      """
      set -eu
      nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
      status() { systemctl show --property=Result,ExecMainStatus prosody-probe.service; }
      journal() { journalctl --sync; journalctl --unit=prosody-probe --output=cat --no-pager; }
      trap '[ $? -eq 0 ] || journal >&2' EXIT
      dpkg --no-triggers --install /mnt/prosody-probe.deb >/dev/null
      systemctl enable --now prosody-probe.timer
      """;

  @TempDir private Path folder;

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @BeforeEach
  void copyPackage() throws IOException {
    try (var packages = Files.newDirectoryStream(Program.PROJECT.resolve("target"), "*.deb")) {
      for (Path file : packages) {
        Files.copy(file, folder.resolve("prosody-probe.deb"));
      }
    }
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void everybodyMayReadTheMetricsAndNobodyTheReports(ProsodyServer server) throws Exception {
    targets(server);
    Ended night =
        live("""
                install --mode=644 /mnt/targets.yaml /mnt/ca.pem /etc/prosody-probe/
                systemctl start prosody-probe.service
                systemctl start prosody-probe.service
                status
                journal
                nobody cat /run/prosody-probe/prosody-probe.prom
                if nobody ls /var/lib/prosody-probe 2>&1; then exit 1; fi
                stat --format='%U %a %n' /var/lib/prosody-probe /var/lib/prosody-probe/*
                prosody-probe history example.test --history /var/lib/prosody-probe/history.db
                """)
            .expect(0);
    assertAll(
        () -> says(night, "ExecMainStatus=0"),
        () -> says(night, "COMPLIANT  " + server.domain()),
        () -> says(night, "prosody_probe_last_run_exit_code{target=\"example.test\"} 0"),
        () -> says(night, "cannot open directory '/var/lib/prosody-probe'"),
        () -> says(night, "prosody-probe 700 /var/lib/prosody-probe\n"),
        () -> says(night, "prosody-probe 600 /var/lib/prosody-probe/example.test.json\n"),
        () -> says(night, "prosody-probe 600 /var/lib/prosody-probe/history.db\n"),
        () -> says(night, "2 runs"));
  }

  @Test
  void anOutageIsNoFailureOfTheServiceAndAFaultyListIsOne() throws Exception {
    Files.writeString(
        folder.resolve("targets.yaml"),
        """
        targets:
          - domain: example.test
            connect: { c2s: "127.0.0.1:1" }
        """);
    Ended night =
        live("""
                cp /mnt/targets.yaml /etc/prosody-probe/
                systemctl start prosody-probe.service
                status
                nobody grep ^prosody_probe_last_run_exit_code /run/prosody-probe/prosody-probe.prom
                echo 'targets: [' >/etc/prosody-probe/targets.yaml
                if systemctl start prosody-probe.service; then exit 1; fi
                status
                journal
                """)
            .expect(0);
    assertAll(
        () -> says(night, "Result=success\nExecMainStatus=3\n"),
        () -> says(night, "prosody_probe_last_run_exit_code{target=\"example.test\"} 3"),
        () -> says(night, "Result=exit-code\nExecMainStatus=2\n"),
        () -> says(night, "prosody-probe: /etc/prosody-probe/targets.yaml:"));
  }

  /** By the drop-in that the documentation shows, word by word. */
  @Test
  @RealProsody(version = "13", config = "audited")
  void aWebhookIsToldThoughItsUrlIsForRootOnly(ProsodyServer server) throws Exception {
    targets(server);
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    HttpServer hook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/secret-path",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    hook.start();
    try {
      Files.writeString(
          folder.resolve("webhook.url"),
          "http://127.0.0.1:" + hook.getAddress().getPort() + "/secret-path\n");
      Files.writeString(folder.resolve("drop-in.conf"), dropIn());
      Ended night =
          live("""
                  install --mode=644 /mnt/targets.yaml /mnt/ca.pem /etc/prosody-probe/
                  install --mode=600 /mnt/webhook.url /etc/prosody-probe/webhook.url
                  install -D /mnt/drop-in.conf \
                    /etc/systemd/system/prosody-probe.service.d/override.conf
                  systemctl daemon-reload
                  systemctl start prosody-probe.service
                  systemctl start prosody-probe.service
                  status
                  journal
                  """)
              .expect(0);
      says(night, "Result=success\nExecMainStatus=1\n");
      assertEquals(1, told.size(), "nothing has changed in the second night\n" + night.output());
      assertTrue(told.remove().contains("\"NOT COMPLIANT\""));
      assertFalse(night.output().contains("secret-path"), night.output());
    } finally {
      hook.stop(0);
    }
  }

  @Test
  void aPurgeTakesTimerUserAndStateAway() throws Exception {
    Ended purge =
        live("""
                systemctl list-timers --no-pager --no-legend prosody-probe.timer
                if systemctl start prosody-probe.service; then exit 1; fi
                ls -d /var/lib/prosody-probe /run/prosody-probe
                dpkg --no-triggers --purge prosody-probe
                echo purged
                getent passwd prosody-probe || echo no user
                systemctl list-unit-files --no-pager 'prosody-probe*' || true
                find /etc /run /var/lib /usr -xdev -name '*prosody-probe*'
                """)
            .expect(0);
    String[] parts = purge.output().split("purged\n", -1);
    assertTrue(parts[0].contains("prosody-probe.timer prosody-probe.service"), parts[0]);
    assertEquals("no user", parts[1].lines().findFirst().orElseThrow());
    assertTrue(parts[1].endsWith("\n0 unit files listed.\n"), parts[1]);
  }

  private void targets(ProsodyServer server) throws IOException {
    Files.copy(server.ca(), folder.resolve("ca.pem"));
    Files.writeString(
        folder.resolve("targets.yaml"),
        """
        targets:
          - domain: %s
            connect: { c2s: "%s" }
            trust: ca.pem
        """
            .formatted(server.domain(), Program.hostAndPort(server.c2s())));
  }

  private static String dropIn() throws IOException {
    String page = Files.readString(Program.PROJECT.resolve("src/docs/webhook.md"));
    String block = page.substring(page.indexOf("    [Service]\n"));
    return block.substring(0, block.indexOf("\n\n") + 1).replaceAll("(?m)^ {4}", "");
  }

  private static void says(Ended ended, String words) {
    assertTrue(ended.output().contains(words), words + "\n\n" + ended.output() + ended.errors());
  }

  private Ended live(String script) throws IOException, InterruptedException {
    String systemd = Program.PROJECT.resolve("src/test/live/with-systemd").toString();
    return Program.run(folder, List.of(systemd, "sh", "-c", INSTALL + script));
  }
}
