package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.file.BuiltInPolicies.BuiltIn;
import io.github.prosodyprobe.text.Spelling;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Fills a policy in with what it extends, and applies what it changes. */
final class Resolver {

  private static final int LONGEST_CHAIN = 16;

  private final PolicyLibrary library;
  private final PolicySource files;

  /** The files being resolved, each extended by the one before it. */
  private final List<String> chain = new ArrayList<>();

  Resolver(PolicyLibrary library, PolicySource files) {
    this.library = library;
    this.files = files;
  }

  /**
   * The policy with everything filled in.
   *
   * @throws PolicyException with what was wrong with the file before, and what is found now
   */
  Policy resolve(PolicyFile file, Problems problems) throws PolicyException {
    chain.add(problems.file());
    SortedMap<String, Check> inherited = inherited(file, problems);
    SortedMap<String, Check> checks = new TreeMap<>(inherited);
    for (CheckEntry entry : file.entries()) {
      apply(entry, inherited, checks, problems);
    }
    if (checks.isEmpty()) {
      problems.at(Optional.empty(), "the policy holds no check", "");
    }
    problems.throwIfAny();
    return Policy.of(
        file.name(),
        file.version(),
        file.description(),
        file.changelog(),
        List.copyOf(checks.values()));
  }

  private SortedMap<String, Check> inherited(PolicyFile file, Problems problems)
      throws PolicyException {
    SortedMap<String, Check> inherited = new TreeMap<>();
    if (file.extended().isPresent()) {
      try {
        Policy base = extended(file.extended().get(), problems);
        base.checks().forEach(check -> inherited.put(check.id(), check));
      } catch (PolicyException e) {
        // Changes cannot be held against a base that is not there; what was found so far can be
        // said.
        throw new PolicyException(
            Stream.concat(problems.found().stream(), e.problems().stream()).distinct().toList());
      }
    }
    return inherited;
  }

  private void apply(
      CheckEntry entry,
      Map<String, Check> inherited,
      Map<String, Check> checks,
      Problems problems) {
    Check existing = inherited.getOrDefault(entry.id(), library.checks().get(entry.id()));
    if (existing != null) {
      change(entry, existing, checks, problems);
    } else if (entry.definesCheck()) {
      Definitions.check(entry, problems).ifPresent(check -> checks.put(check.id(), check));
    } else {
      Set<String> known = new TreeSet<>(library.checks().keySet());
      known.addAll(inherited.keySet());
      String hint = Spelling.hint(entry.id(), known);
      problems.at(
          entry.place(),
          "unknown check " + Spelling.quoted(entry.id()),
          hint.isEmpty()
              ? "a check of your own has " + String.join(", ", CheckReader.REQUIRED)
              : hint);
    }
  }

  private static void change(
      CheckEntry entry, Check existing, Map<String, Check> checks, Problems problems) {
    List<String> fixed =
        entry.keys().stream().filter(key -> !isChangeable(key, entry)).sorted().toList();
    if (!fixed.isEmpty()) {
      problems.at(
          entry.place(),
          "of check " + existing.id() + " nobody can change " + String.join(", ", fixed),
          "only expect (and with it title, why, fix, cite), severity and off can be changed; or give"
              + " your check an id of its own");
    }
    if (!entry.off()) {
      checks.put(existing.id(), entry.change(existing));
      return;
    }
    if (entry.keys().size() > 2) {
      problems.at(entry.place(), "check " + existing.id() + " is changed and switched off", "");
    }
    if (checks.remove(existing.id()) == null) {
      problems.at(
          entry.place(), "check " + existing.id() + " is off already", "leave the entry out");
    }
  }

  private static boolean isChangeable(String key, CheckEntry entry) {
    return CheckReader.CHANGEABLE.contains(key)
        || (CheckReader.WORDING.contains(key) && entry.keys().contains("expect"));
  }

  private Policy extended(PolicyFile.Extended extended, Problems problems) throws PolicyException {
    Reference wanted = Reference.of(extended.reference());
    if (wanted.isFile()) {
      return file(extended, wanted, problems);
    }
    Optional<BuiltIn> builtIn = library.policies().find(wanted);
    if (wanted.version().isEmpty()) {
      problems.at(
          extended.place(),
          "the version of the extended policy is not said",
          "write "
              + builtIn
                  .map(it -> it.file().name() + "@" + it.file().version())
                  .orElse(wanted.name() + "@1"));
    }
    if (builtIn.isEmpty()) {
      problems.at(
          extended.place(),
          "there is no policy " + Spelling.quoted(extended.reference()),
          library.policies().instead(wanted));
    }
    problems.throwIfAny();
    BuiltIn found = builtIn.orElseThrow();
    refuseCycle(found.problems(), extended, problems);
    return resolve(found.file(), found.problems());
  }

  private Policy file(PolicyFile.Extended extended, Reference wanted, Problems problems)
      throws PolicyException {
    Optional<SourceText> source = files.find(wanted.name(), extended.place().file());
    if (source.isEmpty()) {
      problems.at(extended.place(), "there is no file " + Spelling.quoted(wanted.name()), "");
      problems.throwIfAny();
    }
    Problems others = new Problems(source.orElseThrow());
    Optional<PolicyFile> file = PolicyFileReader.policy(source.orElseThrow(), others);
    others.throwIfAny();
    PolicyFile found = file.orElseThrow();
    if (wanted.version().isPresent() && wanted.version().getAsInt() != found.version()) {
      problems.at(
          extended.place(),
          "the file has version " + found.version() + ", not " + wanted.version().getAsInt(),
          "available: " + wanted.name() + "@" + found.version());
      problems.throwIfAny();
    }
    refuseCycle(others, extended, problems);
    return resolve(found, others);
  }

  private void refuseCycle(Problems next, PolicyFile.Extended extended, Problems problems)
      throws PolicyException {
    if (chain.contains(next.file())) {
      problems.at(
          extended.place(),
          "policies extend each other in a circle: "
              + Untrusted.of(String.join(" > ", chain) + " > " + next.file()),
          "");
    } else if (chain.size() >= LONGEST_CHAIN) {
      problems.at(
          extended.place(), "more than " + LONGEST_CHAIN + " policies extend each other", "");
    }
    problems.throwIfAny();
  }
}
