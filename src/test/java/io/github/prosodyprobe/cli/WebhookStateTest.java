package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookStateTest {

  @TempDir private Path folder;

  @Test
  void aWaitThatIsInterruptedLeavesNoFileOpen() throws IOException {
    Path file = folder.resolve("state.json");
    try (WebhookState _ = WebhookState.take(file)) {
      long before = open();
      assertTrue(before > 0, "not even the lock is seen");
      Thread.currentThread().interrupt();
      assertThrows(UserError.class, () -> WebhookState.take(file));
      assertTrue(Thread.interrupted(), "the interruption was lost");
      assertEquals(before, open());
    }
  }

  /** How many files this process has open in the folder. */
  private long open() throws IOException {
    Path real = folder.toRealPath();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .filter(Files::isSymbolicLink)
          .filter(descriptor -> leadsTo(descriptor).startsWith(real))
          .count();
    }
  }

  private static Path leadsTo(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException _) {
      // Closed since it was listed.
      return descriptor;
    }
  }
}
