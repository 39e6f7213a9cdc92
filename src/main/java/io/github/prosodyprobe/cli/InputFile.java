package io.github.prosodyprobe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the files that the operator names. */
final class InputFile {

  private InputFile() {}

  /**
   * Reads a whole file.
   *
   * @param limit bytes at the most
   * @throws UserError when it cannot be read, or is larger
   */
  static byte[] read(Path file, int limit) {
    try (InputStream input = Files.newInputStream(file)) {
      return read(input, file.toString(), limit);
    } catch (NoSuchFileException e) {
      throw new UserError(file + " does not exist", "Check the name.");
    } catch (AccessDeniedException e) {
      throw new UserError(file + " may not be read", "Check its permissions.");
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage(), "Check the file.");
    }
  }

  static byte[] read(InputStream input, String name, int limit) throws IOException {
    byte[] content = input.readNBytes(limit + 1);
    if (content.length > limit) {
      throw new UserError(
          name + " is larger than " + limit + " bytes", "Check that it is the right file.");
    }
    return content;
  }
}
