package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.Report;
import java.io.File;
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

  /** The class path begins with our own jar, in the folder {@code lib} of the installation. */
  private static Optional<Path> besideJar() {
    String classPath = System.getProperty("java.class.path", "");
    int end = classPath.indexOf(File.pathSeparatorChar);
    Path jar = Path.of(end < 0 ? classPath : classPath.substring(0, end)).toAbsolutePath();
    return Optional.ofNullable(jar.getParent())
        .map(lib -> lib.resolveSibling("probes"))
        .filter(Files::isDirectory);
  }
}
