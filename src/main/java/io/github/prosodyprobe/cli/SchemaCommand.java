package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.ReportSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the JSON Schema of a document. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of a document.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

  /** The documents that have a schema. */
  enum Document {
    report
  }

  private final Context context;

  @Parameters(paramLabel = "DOCUMENT", description = "report or policy")
  private Document document = Document.report;

  SchemaCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context
        .terminal()
        .print(
            switch (document) {
              case report -> ReportSchema.document();
            });
    return ExitCode.COMPLIANT;
  }
}
