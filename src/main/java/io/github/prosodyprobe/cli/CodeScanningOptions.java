package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.CodeScanning;
import io.github.prosodyprobe.report.CodeScanning.Waived;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What SARIF is to hold. */
final class CodeScanningOptions {

  @Option(
      names = "--sarif-anchor",
      paramLabel = "FILE",
      description =
          "A file of your repository on which SARIF shows the results of built-in checks, such as"
              + " the workflow that runs this.")
  private @Nullable Path anchor;

  @Option(
      names = "--sarif-include-waived",
      description = "SARIF has what is waived too, suppressed; not for GitHub, which shows it.")
  private boolean includeWaived;

  CodeScanning get() {
    return new CodeScanning(
        Optional.ofNullable(anchor).map(file -> file.normalize().toString()),
        includeWaived ? Waived.SUPPRESSED : Waived.LEFT_OUT);
  }

  /**
   * Refuses an anchor that code scanning could not find.
   *
   * @throws UserError when it is no file below the working directory
   */
  void check() {
    if (anchor == null) {
      return;
    }
    if (anchor.isAbsolute() || anchor.normalize().startsWith("..")) {
      throw new UserError(
          "--sarif-anchor " + anchor + " is not in the repository",
          "Name it relative to the repository's root, and run there.");
    }
    if (!Files.isRegularFile(anchor)) {
      throw new UserError(
          "--sarif-anchor " + anchor + " does not exist",
          "Name it relative to the repository's root, and run there.");
    }
  }
}
