package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.option.OptionCatalogue;
import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.file.CatalogueReader;
import io.github.prosodyprobe.policy.file.OptionCatalogueReader;
import io.github.prosodyprobe.policy.file.PolicyLibrary;
import io.github.prosodyprobe.policy.file.SourceText;
import io.github.prosodyprobe.request.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Finds policies: the built-in ones in the installation, and those in the operator's files; and the
 * catalogue of web requests beside them.
 */
final class PolicyShelf {

  /** The policy of who asks for none. */
  static final String DEFAULT = "prosody-recommended";

  private static final int FILE_BYTES = 1 << 20;

  private final Installation installation;
  private final FutureTask<PolicyLibrary> library =
      new FutureTask<>(() -> PolicyLibrary.of(sources("checks"), sources("policies")));
  private final FutureTask<Catalogue> catalogue =
      new FutureTask<>(() -> CatalogueReader.read(sources("requests")));

  PolicyShelf(Installation installation) {
    this.installation = installation;
  }

  /** Begins to read what a scan needs, which takes as long as understanding the command line. */
  void readAhead() {
    inBackground(
        () -> {
          library.run();
          catalogue.run();
        });
  }

  /** Begins to read the checks and policies, which takes longer than reading a stored report. */
  void readChecksAhead() {
    inBackground(library);
  }

  private static void inBackground(Runnable reading) {
    Thread.ofPlatform().daemon().start(reading);
  }

  /** The built-in checks and policies, read when they are first needed. */
  PolicyLibrary library() throws PolicyException {
    return read(library);
  }

  /**
   * What web servers are asked for.
   *
   * @throws UserError when the installation's own files cannot be read
   */
  Catalogue catalogue() {
    try {
      return read(catalogue);
    } catch (PolicyException e) {
      throw UserError.of(e);
    }
  }

  private static <T> T read(FutureTask<T> task) throws PolicyException {
    // Does nothing where it has begun already.
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case PolicyException faulty -> throw faulty;
        case RuntimeException ours -> throw ours;
        case Error ours -> throw ours;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the checks are read", e);
    }
  }

  /**
   * What the versions of Prosody read of a configuration.
   *
   * @throws UserError when the installation's own files cannot be read
   */
  OptionCatalogue options() {
    try {
      return OptionCatalogueReader.read(sources("options"));
    } catch (PolicyException e) {
      throw UserError.of(e);
    }
  }

  /** A policy by its name, or by the name of a file, which has a slash or ends in .yaml or .yml. */
  Policy policy(String name) throws PolicyException {
    return isFile(name) ? read(Path.of(name)) : library().find(name);
  }

  /** The ids that one may name under a policy: its own, and those of all built-in checks. */
  TreeSet<String> checks(String policy) {
    try {
      TreeSet<String> known = new TreeSet<>(library().checks().keySet());
      policy(policy).checks().forEach(check -> known.add(check.id()));
      return known;
    } catch (PolicyException e) {
      throw UserError.of(e);
    }
  }

  /** A policy in a file. */
  Policy read(Path file) throws PolicyException {
    return library().read(source(file, file.toString()), PolicyShelf::extended);
  }

  /** Whether a policy's name is that of a file. */
  static boolean isFile(String name) {
    return name.contains("/") || name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** A file that a policy extends is named relative to that policy. */
  private static Optional<SourceText> extended(String reference, String from)
      throws PolicyException {
    Path file = Path.of(from).resolveSibling(reference).normalize();
    return Files.exists(file) ? Optional.of(source(file, file.toString())) : Optional.empty();
  }

  private List<SourceText> sources(String folder) throws PolicyException {
    Path path = installation.probes().resolve(folder);
    List<SourceText> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".yaml")).sorted().toList()) {
        sources.add(source(file, folder + "/" + file.getFileName()));
      }
    } catch (IOException e) {
      throw new UserError(
          "the installation is incomplete: " + path + " cannot be read",
          "Unpack prosody-probe again, with its folder probes.");
    }
    return sources;
  }

  /** The text of a file. */
  static SourceText source(Path file, String name) throws PolicyException {
    return SourceText.utf8(name, InputFile.read(file, FILE_BYTES));
  }
}
