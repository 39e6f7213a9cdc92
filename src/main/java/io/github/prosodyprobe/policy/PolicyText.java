package io.github.prosodyprobe.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the expectations in force as text, so that two policies with the same digest expect the
 * same: whatever they extend, in whatever order and layout their files are written.
 */
final class PolicyText {

  private PolicyText() {}

  static String sha256(String name, int version, List<Check> checks) {
    String text = name + "@" + version + "\n" + of(checks);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Titles, reasons and fixes are left out: rewording them changes no verdict. */
  static String of(List<Check> checks) {
    return checks.stream()
        .sorted(Comparator.comparing(Check::id))
        .map(PolicyText::of)
        .collect(Collectors.joining());
  }

  private static String of(Check check) {
    String vantage = check.when().vantage().map(it -> "\n  vantage " + it.word()).orElse("");
    String when = check.when().facts().map(it -> "\n  when " + it.describe()).orElse("");
    return check.id()
        + " "
        + check.severity().word()
        + " on "
        + check.listeners()
        + vantage
        + when
        + "\n  expect "
        + check.expectation().describe()
        + "\n";
  }
}
