package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.file.TargetEntry;
import io.github.prosodyprobe.policy.file.TargetKey;
import io.github.prosodyprobe.report.Baseline;
import io.github.prosodyprobe.report.VerdictRule;
import io.github.prosodyprobe.target.Connect;
import io.github.prosodyprobe.target.Domain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the jobs of a run out of what the command line says of all targets and a targets file of
 * each. They are made before the first is done, so that what is wrong with the last is said at
 * once.
 */
final class Jobs {

  private final Context context;
  private final PolicyShelf shelf;
  private final TargetOptions target;
  private final PolicyOptions expectations;
  private final ConfigOptions config;
  private final WaiverOptions waivers;
  private final Baseline baseline;
  private final VerdictRule rule;
  private final Map<Path, DeclaredFile> declared = new HashMap<>();
  private final Map<Expected, Judging> judgings = new HashMap<>();

  /** What targets are held against; those that say the same are judged by the same. */
  private record Expected(PolicyChoice choice, List<Path> waivers) {}

  Jobs(
      Context context,
      PolicyShelf shelf,
      TargetOptions target,
      PolicyOptions expectations,
      WaiverOptions waivers,
      Baseline baseline,
      VerdictRule rule,
      ConfigOptions config) {
    this.context = context;
    this.shelf = shelf;
    this.target = target;
    this.expectations = expectations;
    this.waivers = waivers;
    this.baseline = baseline;
    this.rule = rule;
    this.config = config;
  }

  /**
   * One job for each domain on the command line.
   *
   * @throws UserError when something that belongs to one of them cannot be used
   */
  List<Job> of(List<Domain> domains) {
    Judging judging = judging();
    Optional<DeclaredFile> file = file();
    return domains.stream().map(domain -> job(domain, target.settings(), judging, file)).toList();
  }

  /**
   * One job for each target in the file.
   *
   * @throws UserError with everything that is wrong with any of them
   */
  List<Job> in(TargetsFile file) {
    List<Job> jobs = new ArrayList<>();
    List<UserError> errors = new ArrayList<>();
    for (TargetEntry entry : file.entries()) {
      try {
        jobs.add(job(entry, file));
      } catch (UserError e) {
        errors.add(e.at(entry.place().toString()));
      }
    }
    if (!errors.isEmpty()) {
      throw UserError.of(errors);
    }
    return jobs;
  }

  /**
   * What the command line alone says is expected.
   *
   * @throws UserError when one of its files is faulty
   */
  Judging judging() {
    return judging(new Expected(expectations.choice(), waivers.files()));
  }

  /**
   * The configuration file that the command line names.
   *
   * @throws UserError when Prosody could not read it either
   */
  Optional<DeclaredFile> file() {
    if (config.file().isEmpty()) {
      config.checkForNone();
    }
    return config.file().map(this::declared);
  }

  private Judging judging(Expected expected) {
    Judging known = judgings.get(expected);
    if (known != null) {
      return known;
    }
    Judging read =
        new Judging(
            expected.choice().policy(shelf),
            WaiverOptions.read(expected.waivers(), shelf, expected.choice(), context.clock()),
            baseline,
            rule);
    judgings.put(expected, read);
    return read;
  }

  private Job job(TargetEntry entry, TargetsFile file) {
    Domain domain = TargetOptions.domain(entry.one(TargetKey.DOMAIN).orElseThrow());
    return job(
        domain,
        settings(entry, file),
        judging(new Expected(policy(entry, file), waivers(entry, file))),
        entry.one(TargetKey.CONFIG).map(file::path).or(config::file).map(this::declared));
  }

  private Job job(
      Domain domain, TargetSettings settings, Judging judging, Optional<DeclaredFile> file) {
    file.ifPresent(declaration -> declaration.checkFor(domain.ascii()));
    return new Job(
        target.request(
            domain, settings, judging.policy()::neededFacts, shelf.catalogue(), context.clock()),
        judging,
        file);
  }

  private TargetSettings settings(TargetEntry entry, TargetsFile file) {
    TargetSettings before = target.settings();
    return new TargetSettings(
        texts(entry, TargetKey.CONNECT).map(Connect::of).toList(),
        texts(entry, TargetKey.ALSO).map(TargetOptions::domain).toList(),
        entry.one(TargetKey.VANTAGE).flatMap(Vantage::of).orElse(before.vantage()),
        entry.one(TargetKey.TRUST).map(file::path).or(before::trust),
        entry.one(TargetKey.CANARY).orElse(""));
  }

  private static Stream<String> texts(TargetEntry entry, TargetKey key) {
    return entry.several(key).stream().flatMap(List::stream);
  }

  private PolicyChoice policy(TargetEntry entry, TargetsFile file) {
    PolicyChoice before = expectations.choice();
    return new PolicyChoice(
        entry
            .one(TargetKey.POLICY)
            .map(name -> PolicyShelf.isFile(name) ? file.path(name).toString() : name)
            .orElse(before.name()),
        entry.several(TargetKey.ONLY).map(Set::copyOf).orElse(before.only()),
        entry.several(TargetKey.SKIP).map(Set::copyOf).orElse(before.skip()));
  }

  private List<Path> waivers(TargetEntry entry, TargetsFile file) {
    return entry
        .several(TargetKey.WAIVERS)
        .map(names -> names.stream().map(file::path).toList())
        .orElse(waivers.files());
  }

  /** Several hosts of one server are in one file, which is read, and spoken of, once. */
  private DeclaredFile declared(Path path) {
    DeclaredFile known = declared.get(path);
    if (known != null) {
      return known;
    }
    DeclaredFile read = config.read(path, shelf, context.terminal());
    declared.put(path, read);
    return read;
  }
}
