package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets Prometheus' own tool go through the metrics of many nights. Each night's file is there from
 * the scan at half past two until the next one; what fires is looked at in the afternoon.
 */
final class NightlyAlerts {

  private static final Pattern SAMPLE = Pattern.compile("(\\w+\\{.*\\}) (\\S+)");
  private static final Pattern FIRING = Pattern.compile("alertname=\"(\\w+)\"");
  private static final Path RULES =
      Path.of(System.getProperty("basedir", "."))
          .resolve("src/main/dist/prometheus/prosody-probe.rules.yml")
          .toAbsolutePath();

  private final Path folder;
  private final long epoch;

  /**
   * An evaluation.
   *
   * @param folder where its files go
   * @param first the day before the first night, which is the tool's time 0
   */
  NightlyAlerts(Path folder, LocalDate first) {
    this.folder = folder;
    this.epoch = first.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }

  /** The nights after which an alert fired, by alert. */
  Map<String, String> of(List<String> metrics) throws IOException, InterruptedException {
    Path test = folder.resolve("nights.yaml");
    Files.writeString(test, document(metrics));
    Process promtool =
        new ProcessBuilder("promtool", "test", "rules", test.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    promtool.waitFor();
    return read(said, metrics.size());
  }

  private String document(List<String> metrics) {
    Map<String, String[]> series = new TreeMap<>();
    for (int night = 1; night <= metrics.size(); night++) {
      Matcher samples = SAMPLE.matcher(metrics.get(night - 1));
      while (samples.find()) {
        series.computeIfAbsent(samples.group(1), _ -> new String[metrics.size() + 1])[night] =
            samples.group(1).contains("_timestamp_")
                ? Long.toString(Long.parseLong(samples.group(2)) - epoch)
                : samples.group(2);
      }
    }
    StringBuilder text = new StringBuilder();
    text.append("rule_files: ['").append(RULES).append("']\nevaluation_interval: 1h\ntests:\n");
    text.append("  - interval: 1h\n    input_series:\n");
    series.forEach(
        (name, values) -> {
          text.append("      - series: '").append(name).append("'\n        values: '_x26");
          for (int night = 1; night < values.length; night++) {
            text.append(values[night] == null ? " _x24" : " " + values[night] + "x23");
          }
          text.append("'\n");
        });
    text.append("    promql_expr_test:\n");
    for (int night = 1; night <= metrics.size(); night++) {
      // Nothing is expected, so that the tool says of each afternoon what it found instead.
      text.append("      - expr: count by (alertname) (ALERTS{alertstate=\"firing\"}) or")
          .append(" label_replace(vector(1), \"alertname\", \"NoAlert\", \"\", \"\")\n")
          .append("        eval_time: ")
          .append(night * 24 + 16)
          .append("h\n        exp_samples: []\n");
    }
    return text.toString();
  }

  private static Map<String, String> read(String said, int nights) {
    Map<String, Set<Integer>> fired = new LinkedHashMap<>();
    Set<Integer> looked = new TreeSet<>();
    for (String part : said.split("(?=expr: )")) {
      Matcher time = Pattern.compile("time: (\\d+)d16h").matcher(part);
      if (!time.find()) {
        continue;
      }
      int night = Integer.parseInt(time.group(1));
      looked.add(night);
      FIRING
          .matcher(part)
          .results()
          .map(match -> match.group(1))
          .filter(alert -> !alert.equals("NoAlert"))
          .forEach(alert -> fired.computeIfAbsent(alert, _ -> new TreeSet<>()).add(night));
    }
    assertEquals(nights, looked.size(), said);
    Map<String, String> spans = new TreeMap<>();
    fired.forEach(
        (alert, found) ->
            spans.put(
                alert,
                Spans.of(nights, night -> Optional.of("").filter(_ -> found.contains(night)))));
    return spans;
  }
}
