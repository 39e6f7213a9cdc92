package io.github.prosodyprobe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Reads a file with a secret in it, unless others than its owner can read it as well. */
final class KeyFile {

  private static final int BYTES = 64 << 10;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private KeyFile() {}

  /**
   * Reads the file; of a link, what it leads to.
   *
   * @throws UserError when it cannot be read, is too large, or its group or everybody may read it
   */
  static byte[] read(Path file) {
    try {
      if (!Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS)) {
        throw new UserError(
            file + " is a secret and can be read by others than its owner", "chmod 600 " + file);
      }
    } catch (NoSuchFileException _) {
      throw new UserError(file + " does not exist", "Check the name.");
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage(), "Check the file.");
    }
    return InputFile.read(file, BYTES);
  }
}
