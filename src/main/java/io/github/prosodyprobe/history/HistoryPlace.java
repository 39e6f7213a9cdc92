package io.github.prosodyprobe.history;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a history is: an ordinary file, which nobody else may read, and never what a symbolic link
 * leads to.
 */
final class HistoryPlace {

  private static final String ELSEWHERE = "Choose another place.";

  private HistoryPlace() {}

  /** Looks whether a run could be kept there. */
  static void check(Path file) throws HistoryException {
    Path folder = folder(file);
    if (!Files.isDirectory(folder)) {
      throw new HistoryException(
          "the history " + file + " cannot be kept: its folder does not exist",
          "Create the folder first.");
    }
    if (!Files.isWritable(folder)) {
      // For the journal, without which a kill in the middle of a write would do damage.
      throw new HistoryException(
          "the history " + file + " cannot be kept: its folder may not be written", ELSEWHERE);
    }
    checkKind(file);
  }

  /** The file, whose folder is named without links; created if there is none. */
  static Path forKeeping(Path file) throws HistoryException {
    check(file);
    try {
      Path real = real(file);
      if (Files.notExists(real, LinkOption.NOFOLLOW_LINKS)) {
        create(real);
      }
      return real;
    } catch (IOException e) {
      throw new HistoryException(
          "the history " + file + " cannot be created: " + e.getMessage(), ELSEWHERE, e);
    }
  }

  /** The file, whose folder is named without links. */
  static Path forReading(Path file) throws HistoryException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new HistoryException(
          "there is no history " + file + " yet",
          "Keep a run: prosody-probe scan TARGET --history " + file);
    }
    checkKind(file);
    try {
      return real(file);
    } catch (IOException e) {
      throw new HistoryException(
          "the history " + file + " cannot be read: " + e.getMessage(), "Check its folder.", e);
    }
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException _) {
      // By another scan that began at the same time; a link is refused by whoever opens it.
      return;
    }
  }

  private static void checkKind(Path file) throws HistoryException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new HistoryException(
          "the history "
              + file
              + " is "
              + (Files.isSymbolicLink(file) ? "a symbolic link" : "no ordinary file"),
          "Name an ordinary file.");
    }
  }

  /** SQLite opens no path with a symbolic link anywhere in it, when it is told to follow none. */
  private static Path real(Path file) throws IOException {
    return folder(file).toRealPath().resolve(file.toAbsolutePath().normalize().getFileName());
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}
