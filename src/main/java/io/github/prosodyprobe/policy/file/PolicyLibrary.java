package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import io.github.prosodyprobe.policy.file.BuiltInPolicies.BuiltIn;
import io.github.prosodyprobe.text.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The built-in checks and policies, and the way to read others that build on them. */
public final class PolicyLibrary {

  private final SortedMap<String, Check> checks = new TreeMap<>();
  private final BuiltInPolicies policies;

  /**
   * A file of checks that has been read.
   *
   * @param problems what is wrong with it
   */
  private record CheckFile(List<CheckEntry> entries, Problems problems) {

    static CheckFile read(SourceText file) {
      Problems problems = new Problems(file);
      return new CheckFile(PolicyFileReader.checks(file, problems), problems);
    }
  }

  private PolicyLibrary(BuiltInPolicies policies) {
    this.policies = policies;
  }

  /**
   * Reads the checks that come with the program, each file by itself: that is most of the work of a
   * command that only judges.
   *
   * @param checkFiles lists of checks
   * @param policyFiles policies, which are read when they are asked for
   * @throws PolicyException with everything that is wrong with any of the files of checks
   */
  public static PolicyLibrary of(
      Collection<SourceText> checkFiles, Collection<SourceText> policyFiles)
      throws PolicyException {
    PolicyLibrary library = new PolicyLibrary(new BuiltInPolicies(policyFiles));
    List<PolicyProblem> problems = new ArrayList<>();
    List<CheckFile> read = checkFiles.parallelStream().map(CheckFile::read).toList();
    read.forEach(file -> problems.addAll(library.add(file)));
    if (!problems.isEmpty()) {
      throw new PolicyException(problems);
    }
    return library;
  }

  /** The built-in checks, by id. */
  public SortedMap<String, Check> checks() {
    return Collections.unmodifiableSortedMap(checks);
  }

  /** The built-in check with this id. */
  public Optional<Check> check(String id) {
    return Optional.ofNullable(checks.get(id));
  }

  /**
   * The built-in policies as {@code name@version}, sorted.
   *
   * @throws PolicyException with what is wrong with a file of one
   */
  public List<String> titles() throws PolicyException {
    return policies.titles();
  }

  /**
   * A built-in policy.
   *
   * @param reference {@code name@version}, or a name for its newest version
   * @throws PolicyException when there is no such policy, with the names of those that there are,
   *     or when its file is faulty
   */
  public Policy find(String reference) throws PolicyException {
    Reference wanted = Reference.of(reference);
    Optional<BuiltIn> policy = policies.find(wanted);
    if (policy.isEmpty()) {
      throw new PolicyException(
          PolicyProblem.of(
              "policy",
              "there is no policy " + Spelling.quoted(reference),
              policies.instead(wanted)));
    }
    return resolve(policy.get().file(), policy.get().problems(), PolicySource.NONE);
  }

  /**
   * Reads a policy of the operator's.
   *
   * @param file its text
   * @param files hands in the files that it extends
   * @throws PolicyException with everything that is wrong with it or with what it extends
   */
  public Policy read(SourceText file, PolicySource files) throws PolicyException {
    Problems problems = new Problems(file);
    Optional<PolicyFile> policy = PolicyFileReader.policy(file, problems);
    if (policy.isEmpty()) {
      problems.throwIfAny();
      throw new IllegalStateException("neither a policy nor a problem in " + file.name());
    }
    return resolve(policy.get(), problems, files);
  }

  private Policy resolve(PolicyFile file, Problems problems, PolicySource files)
      throws PolicyException {
    return new Resolver(this, files).resolve(file, problems);
  }

  /** The policies that others may extend. */
  BuiltInPolicies policies() {
    return policies;
  }

  private List<PolicyProblem> add(CheckFile file) {
    Problems problems = file.problems();
    for (CheckEntry entry : file.entries()) {
      Definitions.check(entry, problems)
          .ifPresent(
              check -> {
                if (checks.putIfAbsent(check.id(), check) != null) {
                  problems.at(entry.place(), "check " + check.id() + " is defined elsewhere", "");
                }
              });
    }
    return problems.found();
  }
}
