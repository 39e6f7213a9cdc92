package io.github.prosodyprobe.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of a report; the words are an interface and are never renamed. */
public enum ReportFormat {
  /** For a person at a terminal. */
  TEXT(Extent.IN_TURN, Content.ANYTHING),
  /** The whole report, as {@link ReportSchema} says; what {@code report} renders again. */
  JSON(Extent.ONE, Content.ANYTHING),
  /** The same, one line for each target. */
  JSONL(Extent.IN_TURN, Content.ANYTHING),
  /** For issues, pull requests and the summary of a CI step. */
  MARKDOWN(Extent.TOGETHER, Content.ANYTHING),
  /** For a person with a browser: one file that needs nothing else. */
  HTML(Extent.TOGETHER, Content.ANYTHING),
  /** For whatever shows test results. */
  JUNIT(Extent.TOGETHER, Content.JUDGEMENT),
  /** SARIF 2.1.0, for code scanning. */
  SARIF(Extent.TOGETHER, Content.JUDGEMENT),
  /** GitLab's Code Quality report. */
  CODEQUALITY(Extent.TOGETHER, Content.JUDGEMENT),
  /** Annotations as GitHub's workflow commands. */
  GITHUB(Extent.IN_TURN, Content.JUDGEMENT),
  /** For the textfile collector of Prometheus' node exporter. */
  PROMETHEUS(Extent.TOGETHER, Content.JUDGEMENT),
  /** One line for Nagios, Icinga and their kin. */
  NAGIOS(Extent.TOGETHER, Content.JUDGEMENT);

  /** How several targets go into one output. */
  public enum Extent {
    /** Not at all. */
    ONE,
    /** One behind the other, each complete as soon as its target was scanned. */
    IN_TURN,
    /** As one document, when all targets were scanned. */
    TOGETHER
  }

  /** What a format is about. */
  public enum Content {
    /** Facts, and the judgement if there is one. */
    ANYTHING,
    /** The judgement; without a policy there is nothing to say. */
    JUDGEMENT
  }

  private final Extent extent;
  private final Content content;

  ReportFormat(Extent extent, Content content) {
    this.extent = extent;
    this.content = content;
  }

  /** The format that a word stands for. */
  public static Optional<ReportFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  /** The word in options. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How several targets go into one output. */
  public Extent extent() {
    return extent;
  }

  /** What it is about. */
  public Content content() {
    return content;
  }
}
