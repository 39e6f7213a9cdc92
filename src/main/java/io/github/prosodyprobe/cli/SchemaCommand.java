package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.file.PolicySchema;
import io.github.prosodyprobe.policy.file.TargetsSchema;
import io.github.prosodyprobe.policy.file.WaiverSchema;
import io.github.prosodyprobe.report.DifferenceSchema;
import io.github.prosodyprobe.report.JsonTree;
import io.github.prosodyprobe.report.ReportSchema;
import io.github.prosodyprobe.report.WebhookSchema;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the JSON Schema of a document. */
@Command(
    name = "schema",
    description =
        "Prints the JSON Schema of reports, of differences, of what a webhook gets, or of files of"
            + " policies, targets or waivers.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

  /** The documents that have a schema. */
  enum Document {
    REPORT,
    POLICY,
    TARGETS,
    WAIVERS,
    DIFF,
    WEBHOOK;

    static Optional<Document> of(String word) {
      return Arrays.stream(values())
          .filter(document -> document.toString().equals(word))
          .findFirst();
    }

    /** The word, which shells complete. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final String WORDS = "report, policy, targets, waivers, diff or webhook";

  private final Context context;

  @Parameters(paramLabel = "DOCUMENT", description = WORDS)
  private Document document = Document.REPORT;

  SchemaCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context
        .terminal()
        .print(
            switch (document) {
              case REPORT -> ReportSchema.document();
              case POLICY -> JsonTree.of(PolicySchema.document());
              case TARGETS -> JsonTree.of(TargetsSchema.document());
              case WAIVERS -> JsonTree.of(WaiverSchema.document());
              case DIFF -> DifferenceSchema.document();
              case WEBHOOK -> WebhookSchema.document();
            });
    return ExitCode.COMPLIANT;
  }
}
