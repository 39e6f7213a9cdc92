package io.github.prosodyprobe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
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
    return read(file, OTHERS);
  }

  /**
   * Reads the file, which may be a credential that systemd has handed to the service. Those are the
   * service's by an access control list, whose mask looks like what the group may do.
   *
   * @param environment the environment variables
   * @throws UserError when it cannot be read, is too large, or others may read it
   */
  static byte[] read(Path file, Map<String, String> environment) {
    String credentials = environment.getOrDefault("CREDENTIALS_DIRECTORY", "");
    boolean handed =
        !credentials.isEmpty()
            && Path.of(credentials).toAbsolutePath().equals(file.toAbsolutePath().getParent());
    return read(file, handed ? EnumSet.of(PosixFilePermission.OTHERS_READ) : OTHERS);
  }

  private static byte[] read(Path file, Set<PosixFilePermission> refused) {
    try {
      if (!Collections.disjoint(Files.getPosixFilePermissions(file), refused)) {
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
