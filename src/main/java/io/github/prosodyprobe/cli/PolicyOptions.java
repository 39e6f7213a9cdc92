package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Policy;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a scan is held against. */
final class PolicyOptions {

  @Option(
      names = {"-P", "--policy"},
      paramLabel = "NAME|FILE",
      defaultValue = PolicyShelf.DEFAULT,
      description =
          "A policy by name, such as NAME@1, or in a file; policy list shows what there is."
              + " Default: ${DEFAULT-VALUE}.")
  private String name = PolicyShelf.DEFAULT;

  @Option(
      names = "--only",
      paramLabel = "ID|TAG",
      split = ",",
      description =
          "Only these checks; a listener is a tag, and so is the vantage that a check needs."
              + " Repeatable, or with commas.")
  private Set<String> only = Set.of();

  @Option(
      names = "--skip",
      paramLabel = "ID|TAG",
      split = ",",
      description = "Not these checks. What no remaining check needs is not probed.")
  private Set<String> skip = Set.of();

  PolicyChoice choice() {
    return new PolicyChoice(name, only, skip);
  }

  Policy policy(PolicyShelf shelf) {
    return choice().policy(shelf);
  }
}
