package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.ReportFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a report file: whole or not at all, and never through a symbolic link. */
final class ReportFile {

  /** Who may read a file. */
  enum Readers {
    OWNER("rw-------"),
    /** Metrics are collected by a daemon with a user of its own. */
    EVERYBODY("rw-r--r--");

    private final String permissions;

    Readers(String permissions) {
      this.permissions = permissions;
    }

    private Set<PosixFilePermission> permissions() {
      return PosixFilePermissions.fromString(permissions);
    }

    static Readers of(ReportFormat format) {
      return format == ReportFormat.PROMETHEUS ? EVERYBODY : OWNER;
    }
  }

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(Readers.OWNER.permissions());

  private ReportFile() {}

  /**
   * Looks whether a report could go there.
   *
   * @throws UserError when it could not
   */
  static void check(Path file) {
    Path folder = folder(file);
    if (!Files.isDirectory(folder)) {
      throw refused(file, "its folder does not exist", "Create the folder first.");
    }
    if (!Files.isWritable(folder)) {
      throw refused(file, "its folder may not be written", "Choose another place.");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(
          file,
          Files.isSymbolicLink(file) ? "it is a symbolic link" : "it is no ordinary file",
          "Name an ordinary file, or leave it out for standard output.");
    }
  }

  /**
   * Writes.
   *
   * @throws UserError when the file cannot be written; there is no half-written one then
   */
  static void write(Path file, String content, Readers readers) {
    check(file);
    try {
      Path draft = Files.createTempFile(folder(file), ".prosody-probe", ".tmp", OWNER_ONLY);
      try {
        Files.writeString(draft, content, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(draft, readers.permissions());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (AccessDeniedException e) {
      throw refused(file, "permission is denied", "Choose another place.");
    } catch (FileSystemException e) {
      // Without a reason the message is nothing but the name of the draft.
      String reason = e.getReason();
      throw refused(
          file, reason == null ? "its folder takes no files" : reason, "Choose another place.");
    } catch (IOException e) {
      throw refused(file, String.valueOf(e.getMessage()), "Choose another place.");
    }
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static UserError refused(Path file, String why, String advice) {
    return new UserError("the report " + file + " cannot be written: " + why, advice);
  }
}
