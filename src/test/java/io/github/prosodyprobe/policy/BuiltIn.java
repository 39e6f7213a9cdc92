package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.policy.file.PolicyLibrary;
import io.github.prosodyprobe.policy.file.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checks and policies of this source tree. */
public final class BuiltIn {

  private static final Path PROBES = Path.of(System.getProperty("basedir", "."), "probes");

  private static final PolicyLibrary LIBRARY = read();

  private BuiltIn() {}

  /** All of them; fails the test when something is wrong with any. */
  public static PolicyLibrary library() {
    return LIBRARY;
  }

  private static PolicyLibrary read() {
    try {
      return PolicyLibrary.of(files("checks"), files("policies"));
    } catch (PolicyException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** A built-in policy. */
  public static Policy policy(String reference) {
    try {
      return library().find(reference);
    } catch (PolicyException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** The texts of one folder. */
  public static List<SourceText> files(String folder) {
    List<SourceText> texts = new ArrayList<>();
    try (Stream<Path> paths = Files.list(PROBES.resolve(folder))) {
      for (Path path : paths.sorted().toList()) {
        texts.add(
            SourceText.utf8(
                "probes/" + folder + "/" + path.getFileName(), Files.readAllBytes(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (PolicyException e) {
      throw new AssertionError(e.getMessage(), e);
    }
    return texts;
  }
}
