package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows the container file without an engine: over this machine's own files, which stand for the
 * image that it starts from, and in memory, so that nothing of it stays.
 */
class ContainerIT {

  private static final Path CONTAINERFILE =
      Program.PROJECT.resolve("src/main/dist/oci/Containerfile");

  /** What an engine does: SCRATCH TARGET COMMAND-OF-RUN USER ENTRYPOINT. */
  private static final String ENGINE =
      """
      set -eu
      mount -t tmpfs none "$1"
      mkdir "$1/upper" "$1/work" "$1/image"
      mount -t overlay -o lowerdir=/,upperdir="$1/upper",workdir="$1/work" none "$1/image"
      tar -xzf "$2"/*.tar.gz -C "$1/image/usr/lib"
      chroot "$1/image" sh -c "$3"
      mount -o remount,ro "$1/image"
      mount -t proc none "$1/image/proc"
      exec chroot --userspec="$4" "$1/image" "$5" explain tls-versions
      """;

  @TempDir private Path folder;

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Test
  @EnabledIf("isRoot")
  void theStepsLeaveAProgramThatRunsForNobodyOnAReadOnlyDisk() throws Exception {
    Map<String, String> steps = steps();
    assertEquals("prosody-probe.tar.gz /usr/lib/", steps.get("ADD"));
    Ended ended =
        Program.run(
            folder,
            List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                ENGINE,
                "engine",
                Files.createDirectory(folder.resolve("scratch")).toString(),
                Program.PROJECT.resolve("target").toString(),
                steps.getOrDefault("RUN", ""),
                steps.getOrDefault("USER", ""),
                steps.getOrDefault("ENTRYPOINT", "").replaceAll("[\\[\\]\"]", "")));
    assertTrue(ended.expect(0).output().startsWith("tls-versions"), ended.output());
  }

  /** Each instruction stands there once. */
  private static Map<String, String> steps() throws IOException {
    Map<String, String> steps = new TreeMap<>();
    for (String line : Files.readString(CONTAINERFILE).replace("\\\n", " ").split("\n", -1)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String instruction = line.substring(0, line.indexOf(' '));
        assertNull(steps.put(instruction, line.substring(line.indexOf(' ') + 1)), line);
      }
    }
    return steps;
  }
}
