package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.text.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The policies that come with the program. A run needs one of them, seldom two; so each file is
 * read when its policy is first asked for. A file is named like its policy, {@code NAME.yaml}, or
 * {@code NAME@VERSION.yaml} where there are several versions. Thread-safe.
 */
final class BuiltInPolicies {

  /**
   * A policy of the program's.
   *
   * @param file what it says
   * @param problems where to say what is wrong with it
   */
  record BuiltIn(PolicyFile file, Problems problems) {}

  private final SortedMap<String, List<SourceText>> files;
  private final Map<String, SortedMap<Integer, BuiltIn>> read = new TreeMap<>();

  /** The policies in these files, none of which is read yet. */
  BuiltInPolicies(Collection<SourceText> files) {
    this.files =
        files.stream()
            .collect(
                Collectors.groupingBy(BuiltInPolicies::nameOf, TreeMap::new, Collectors.toList()));
  }

  private static String nameOf(SourceText file) {
    return file.name().replaceFirst(".*/", "").replaceFirst("(@[0-9]+)?\\.yaml$", "");
  }

  /**
   * The policy that is meant: of the version that is said, or else the newest.
   *
   * @throws PolicyException with what is wrong with a file of that name
   */
  Optional<BuiltIn> find(Reference wanted) throws PolicyException {
    if (wanted.isFile() || !files.containsKey(wanted.name())) {
      return Optional.empty();
    }
    SortedMap<Integer, BuiltIn> versions = versions(wanted.name());
    return Optional.ofNullable(versions.get(wanted.version().orElse(versions.lastKey())));
  }

  /**
   * All of them as {@code name@version}, sorted.
   *
   * @throws PolicyException with what is wrong with the first faulty file
   */
  List<String> titles() throws PolicyException {
    List<String> titles = new ArrayList<>();
    for (String name : files.keySet()) {
      titles.addAll(titles(name));
    }
    return titles;
  }

  private List<String> titles(String name) throws PolicyException {
    return versions(name).keySet().stream().map(version -> name + "@" + version).toList();
  }

  /**
   * What to write instead of a reference that leads nowhere.
   *
   * @throws PolicyException with what is wrong with the first faulty file
   */
  String instead(Reference wanted) throws PolicyException {
    return files.containsKey(wanted.name())
        ? "available: " + String.join(", ", titles(wanted.name()))
        : Spelling.hint(wanted.name(), titles());
  }

  private synchronized SortedMap<Integer, BuiltIn> versions(String name) throws PolicyException {
    SortedMap<Integer, BuiltIn> known = read.get(name);
    if (known != null) {
      return known;
    }
    SortedMap<Integer, BuiltIn> versions = new TreeMap<>();
    for (SourceText file : files.getOrDefault(name, List.of())) {
      Problems problems = new Problems(file);
      PolicyFileReader.policy(file, problems)
          .ifPresent(policy -> add(new BuiltIn(policy, problems), name, versions));
      problems.throwIfAny();
    }
    read.put(name, versions);
    return versions;
  }

  private static void add(BuiltIn policy, String name, Map<Integer, BuiltIn> versions) {
    if (!policy.file().name().equals(name)) {
      policy
          .problems()
          .at(
              Optional.empty(),
              "the policy has another name than its file",
              "name the file " + policy.file().name() + ".yaml");
    }
    if (versions.putIfAbsent(policy.file().version(), policy) != null) {
      policy.problems().at(Optional.empty(), "this version of the policy is defined elsewhere", "");
    }
  }
}
