package io.github.prosodyprobe.config;

import io.github.prosodyprobe.config.ConfigurationProblem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The files below the main file's folder, links followed; nothing else of the machine. */
final class Folder {

  private final Path main;
  private final Limits limits;
  private int read;

  Folder(Path main, Limits limits) {
    this.main = main;
    this.limits = limits;
  }

  /** Why a file was not read. */
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    Refused(Kind kind, String message) {
      super(message);
      this.kind = kind;
    }

    Kind kind() {
      return kind;
    }
  }

  /** The main file, wherever it is a link to. */
  byte[] main() throws Refused {
    return bytes(main);
  }

  /** A file below the folder. */
  byte[] read(Path file) throws Refused {
    return bytes(below(file));
  }

  /** The file with all links followed, which is below the folder. */
  Path below(Path file) throws Refused {
    try {
      Path real = file.toRealPath();
      if (!real.startsWith(folderOf(main).toRealPath())) {
        throw new Refused(
            Kind.OUTSIDE_FOLDER, "is not below " + folderOf(main) + ", and so it is not read");
      }
      return real;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** A name in a file, resolved as Prosody does: against the folder of that file. */
  static Path resolved(Path including, String name) throws Refused {
    try {
      return folderOf(including).resolve(name.replaceFirst("^\\./+", ""));
    } catch (InvalidPathException e) {
      throw new Refused(Kind.UNREADABLE, "is not a file's name");
    }
  }

  /**
   * The files of a folder whose names match a glob, sorted; Prosody takes them in the order of the
   * file system, which nobody can rely on.
   */
  List<Path> matching(Path folder, String glob) throws Refused {
    StringBuilder pattern = new StringBuilder();
    glob.chars()
        .forEach(
            character ->
                pattern.append(
                    switch (character) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(character));
                    }));
    Pattern names = Pattern.compile(pattern.toString(), Pattern.DOTALL);
    List<Path> found = new ArrayList<>();
    below(folder);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".") && names.matcher(name).matches()) {
          found.add(entry);
        }
        if (found.size() > limits.files()) {
          throw new Refused(Kind.LIMIT, "has more than " + limits.files() + " files");
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    found.sort(null);
    return found;
  }

  private byte[] bytes(Path file) throws Refused {
    if (++read > limits.files()) {
      throw new Refused(Kind.LIMIT, "is one file more than " + limits.files());
    }
    // A pipe or a device would never end, or never begin.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new Refused(Kind.UNREADABLE, "is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(limits.fileBytes() + 1);
      if (bytes.length > limits.fileBytes()) {
        throw new Refused(Kind.LIMIT, "is larger than " + limits.fileBytes() + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static Refused unreadable(IOException e) {
    return new Refused(
        Kind.UNREADABLE, e instanceof NoSuchFileException ? "does not exist" : "cannot be read");
  }

  private static Path folderOf(Path file) {
    return java.util.Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
  }
}
