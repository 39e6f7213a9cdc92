package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.PolicyException;
import java.util.Set;
import java.util.TreeSet;
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

  /** The ids that one may name, whatever the policy is narrowed to. */
  TreeSet<String> knownChecks(PolicyShelf shelf) {
    return shelf.checks(name);
  }

  Policy policy(PolicyShelf shelf) {
    try {
      Policy policy = shelf.policy(name);
      Policy chosen = only.isEmpty() ? policy : policy.only(only);
      return skip.isEmpty() ? chosen : chosen.skip(skip);
    } catch (PolicyException e) {
      throw UserError.of(e);
    }
  }
}
