package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.scan.ScanRequest;
import io.github.prosodyprobe.target.Domain;
import java.util.Optional;

/**
 * One target to scan, and what it is held against.
 *
 * @param request what to look at
 * @param judging what is expected, and what is accepted all the same
 * @param file the server's configuration file
 */
record Job(ScanRequest request, Judging judging, Optional<DeclaredFile> file) {

  Domain domain() {
    return request.domain();
  }

  /** What was seen, with what the configuration file declares beside it, judged. */
  Judged judge(Report seen) {
    return judging.judge(file.map(declared -> declared.beside(seen)).orElse(seen));
  }
}
