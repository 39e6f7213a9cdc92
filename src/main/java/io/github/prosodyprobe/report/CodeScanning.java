package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.Location;
import java.util.Optional;

/**
 * What SARIF is to hold for the code scanning that reads it.
 *
 * @param anchor a file of the scanned repository on which results of built-in checks and policies
 *     are shown, whose own files it does not have; a relative path
 * @param waived whether what is waived is in it
 */
public record CodeScanning(Optional<String> anchor, Waived waived) {

  /** As the policy's files have it, and without what is waived. */
  public static final CodeScanning PLAIN = new CodeScanning(Optional.empty(), Waived.LEFT_OUT);

  /** Whether what is waived is in it. */
  public enum Waived {
    /** GitHub's code scanning knows no suppressions and would show an open alert. */
    LEFT_OUT,
    /** With a suppression, for viewers that know what that is. */
    SUPPRESSED
  }

  /** Where a result is shown. */
  Location place(Location declared) {
    boolean builtIn =
        declared.file().startsWith("checks/") || declared.file().startsWith("policies/");
    return anchor.filter(_ -> builtIn).map(file -> new Location(file, 1, 1)).orElse(declared);
  }
}
