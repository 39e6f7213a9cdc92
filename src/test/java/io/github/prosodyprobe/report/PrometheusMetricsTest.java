package io.github.prosodyprobe.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusMetricsTest {

  /** Of the package prometheus, see {@code src/test/prosody/install-test-tools}. */
  @Test
  void prometheusOwnToolHasNothingToSay() throws IOException, InterruptedException {
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    List<Judged> reports = List.of(Samples.mixed(), Samples.saying(Samples.HOSTILE + "\\\"{}"));
    promtool.getOutputStream().write(PrometheusMetrics.of(reports).getBytes(UTF_8));
    promtool.getOutputStream().close();
    String complaints = new String(promtool.getInputStream().readAllBytes(), UTF_8);
    assertEquals("", complaints);
    assertEquals(0, promtool.waitFor());
  }
}
