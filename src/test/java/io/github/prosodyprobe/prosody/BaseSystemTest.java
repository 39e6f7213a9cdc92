package io.github.prosodyprobe.prosody;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cache of what test servers and images are made of. */
class BaseSystemTest {

  /** Everything that the machine does for it, and nothing of that really. */
  private static final String MACHINE =
      """
      set -euo pipefail
      . src/test/prosody/lib.bash
      is_root() { :; }
      debian_mirror() { echo http://archive.test/; }
      apt_install() { :; }
      debootstrap() {
        case $3 in
          "$CACHE"/*) mkdir -p "$3/etc" && echo 13 >"$3/etc/debian_version" ;;
          *) : >"$CACHE/elsewhere" && exit 1 ;;
        esac
      }
      umount() { :; }
      """;

  @TempDir private Path cache;

  @Test
  void isKept() throws Exception {
    assertEquals(0, make(""));
    assertEquals(List.of("debian-13.tar"), left());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tar() { : >\"$new/tar\"; return 2; }",
        "mv() { return 1; }",
        "mktemp() { return 1; }",
        "debootstrap() { return 1; }"
      })
  void isNotKeptWhereItIsNotWhole(String fault) throws Exception {
    assertEquals(125, make(fault));
    assertEquals(List.of(), left());
  }

  /** As scripts call it that end with a status of their own. */
  private int make(String fault) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", MACHINE + fault + "\n( base_system ) || exit 125")
            .directory(Path.of(System.getProperty("basedir", ".")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("PROSODY_PROBE_CACHE", cache.toString());
    return builder.start().waitFor();
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
