package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.scan.ScanRequest;
import io.github.prosodyprobe.target.Domain;
import java.util.Optional;

/**
 * One target to scan, and what it is held against.
 *
 * @param request what to look at
 * @param policy what is expected
 * @param file the server's configuration file
 */
record Job(ScanRequest request, Policy policy, Optional<DeclaredFile> file) {

  Domain domain() {
    return request.domain();
  }

  /**
   * What was seen, with what the configuration file declares beside it, held against the policy.
   */
  Report judged(Report seen) {
    return Judging.judge(file.map(declared -> declared.beside(seen)).orElse(seen), policy);
  }
}
