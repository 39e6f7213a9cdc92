package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import io.github.prosodyprobe.text.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The built-in checks and policies, and the way to read others that build on them. */
public final class PolicyLibrary {

  private final SortedMap<String, Check> checks = new TreeMap<>();
  private final SortedMap<String, SortedMap<Integer, BuiltIn>> policies = new TreeMap<>();

  /**
   * A policy of this library.
   *
   * @param file what it says
   * @param problems where to say what is wrong with it
   */
  record BuiltIn(PolicyFile file, Problems problems) {}

  /**
   * A file that has been read.
   *
   * @param problems what is wrong with it
   */
  private record Parsed<T>(T content, Problems problems) {}

  private PolicyLibrary() {}

  /**
   * Reads the files that come with the program.
   *
   * @param checkFiles lists of checks
   * @param policyFiles policies
   * @throws PolicyException with everything that is wrong with any of the files
   */
  public static PolicyLibrary of(
      Collection<SourceText> checkFiles, Collection<SourceText> policyFiles)
      throws PolicyException {
    PolicyLibrary library = new PolicyLibrary();
    List<PolicyProblem> problems = new ArrayList<>();
    parsed(checkFiles, PolicyFileReader::checks)
        .forEach(file -> problems.addAll(library.addChecks(file)));
    parsed(policyFiles, PolicyFileReader::policy)
        .forEach(file -> problems.addAll(library.addPolicy(file)));
    if (!problems.isEmpty()) {
      throw new PolicyException(problems);
    }
    return library;
  }

  /** Each by itself: reading YAML is most of the work of a command that only judges. */
  private static <T> List<Parsed<T>> parsed(
      Collection<SourceText> files, BiFunction<SourceText, Problems, T> reader) {
    return files.parallelStream()
        .map(
            file -> {
              Problems problems = new Problems(file);
              return new Parsed<>(reader.apply(file, problems), problems);
            })
        .toList();
  }

  /** The built-in checks, by id. */
  public SortedMap<String, Check> checks() {
    return Collections.unmodifiableSortedMap(checks);
  }

  /** The built-in check with this id. */
  public Optional<Check> check(String id) {
    return Optional.ofNullable(checks.get(id));
  }

  /** The built-in policies as {@code name@version}, sorted. */
  public List<String> titles() {
    return builtIns().stream().map(it -> it.file().name() + "@" + it.file().version()).toList();
  }

  /**
   * A built-in policy.
   *
   * @param reference {@code name@version}, or a name for its newest version
   * @throws PolicyException when there is no such policy, with the names of those that there are
   */
  public Policy find(String reference) throws PolicyException {
    Reference wanted = Reference.of(reference);
    Optional<BuiltIn> policy = builtIn(wanted);
    if (policy.isEmpty()) {
      throw new PolicyException(
          PolicyProblem.of(
              "policy", "there is no policy " + Spelling.quoted(reference), instead(wanted)));
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

  Optional<BuiltIn> builtIn(Reference wanted) {
    SortedMap<Integer, BuiltIn> versions = policies.get(wanted.name());
    if (wanted.isFile() || versions == null) {
      return Optional.empty();
    }
    int version = wanted.version().orElse(versions.lastKey());
    return Optional.ofNullable(versions.get(version));
  }

  /** What to write instead of a reference that leads nowhere. */
  String instead(Reference wanted) {
    SortedMap<Integer, BuiltIn> versions = policies.get(wanted.name());
    return versions == null
        ? Spelling.hint(wanted.name(), titles())
        : versions.keySet().stream()
            .map(version -> wanted.name() + "@" + version)
            .collect(Collectors.joining(", ", "available: ", ""));
  }

  private List<BuiltIn> builtIns() {
    return policies.values().stream().map(Map::values).flatMap(Collection::stream).toList();
  }

  private List<PolicyProblem> addChecks(Parsed<List<CheckEntry>> file) {
    Problems problems = file.problems();
    for (CheckEntry entry : file.content()) {
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

  private List<PolicyProblem> addPolicy(Parsed<Optional<PolicyFile>> file) {
    Problems problems = file.problems();
    file.content()
        .ifPresent(
            policy -> {
              SortedMap<Integer, BuiltIn> versions =
                  policies.computeIfAbsent(policy.name(), _ -> new TreeMap<>());
              if (versions.putIfAbsent(policy.version(), new BuiltIn(policy, problems)) != null) {
                problems.at(
                    Optional.empty(), "this version of the policy is defined elsewhere", "");
              }
            });
    return problems.found();
  }
}
