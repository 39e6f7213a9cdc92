package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.Report;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came with the program: its version, and the folder with the checks and policies.
 *
 * @param version of the program
 * @param probes the folder {@code probes}
 */
record Installation(String version, Path probes) {

  /** Set by the launcher to the folder that holds {@code probes}. */
  private static final String HOME = "prosody-probe.home";

  /** Looks where the launcher says, else beside the jar, else in the current folder. */
  static Installation find() {
    @Nullable String home = System.getProperty(HOME);
    Path probes =
        home != null
            ? Path.of(home, "probes")
            : besideJar().orElse(Path.of("probes").toAbsolutePath());
    @Nullable String version = Installation.class.getPackage().getImplementationVersion();
    return new Installation(version == null ? "development" : version, probes);
  }

  /** How reports name the program. */
  Report.Tool tool() {
    return new Report.Tool("prosody-probe", version);
  }

  private static Optional<Path> besideJar() {
    try {
      Path jar =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Optional.ofNullable(jar.getParent())
          .flatMap(lib -> Optional.ofNullable(lib.getParent()))
          .map(home -> home.resolve("probes"))
          .filter(Files::isDirectory);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class was loaded from a place that is no file", e);
    }
  }
}
