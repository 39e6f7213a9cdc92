package io.github.prosodyprobe.config;

import io.github.prosodyprobe.config.ConfigurationProblem.Kind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code FileContents}, {@code FileLine}, {@code FileLines} and {@code Credential} of Prosody 13. A
 * file that is not there, or not below the folder, is one that only the server has.
 */
final class FileFunctions {

  private final Evaluation evaluation;
  private final Path file;

  FileFunctions(Evaluation evaluation, Path file) {
    this.evaluation = evaluation;
    this.file = file;
  }

  void install(LuaTable environment) {
    environment.rawset("FileContents", reading(FileFunctions::contents));
    environment.rawset("FileLine", reading(FileFunctions::firstLine));
    environment.rawset("FileLines", reading(FileFunctions::lines));
    environment.rawset("Credential", Native.of(this::credential));
  }

  private LuaValue reading(Function<byte[], LuaValue> form) {
    return Native.of(
        arguments -> {
          String name = Native.text(arguments.checkstring(1));
          try {
            return read(Folder.resolved(file, name), form);
          } catch (Folder.Refused e) {
            return absent(e.kind(), "the file " + name + " " + e.getMessage());
          }
        });
  }

  /** The service manager gives credentials to the server; here only a folder of that name could. */
  private Varargs credential(Varargs arguments) {
    String name = Native.text(arguments.checkstring(1));
    Optional<String> directory = evaluation.credentials();
    if (directory.isEmpty()) {
      return absent(
          Kind.UNKNOWN_VALUE, "the credential " + name + " is in nothing but the server's hands");
    }
    try {
      return read(
          Folder.resolved(file, directory.get() + "/").resolve(name), FileFunctions::contents);
    } catch (Folder.Refused e) {
      return absent(Kind.UNKNOWN_VALUE, "the credential " + name + " " + e.getMessage());
    }
  }

  private LuaValue read(Path path, Function<byte[], LuaValue> form) throws Folder.Refused {
    byte[] bytes = evaluation.folder().read(path);
    evaluation.meter().allocate(64L + 4L * bytes.length);
    evaluation.draft().file(path);
    return form.apply(bytes);
  }

  private LuaValue absent(Kind kind, String message) {
    evaluation.draft().problem(kind, evaluation.meter().here(), message);
    return ServersValue.of(message);
  }

  private static LuaValue contents(byte[] bytes) {
    return LuaString.valueOf(bytes);
  }

  private static LuaValue firstLine(byte[] bytes) {
    return lines(bytes).get(1);
  }

  private static LuaValue lines(byte[] bytes) {
    LuaTable lines = new LuaTable();
    int begin = 0;
    int count = 0;
    while (begin < bytes.length) {
      int end = begin;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      lines.rawset(++count, LuaString.valueOf(Arrays.copyOfRange(bytes, begin, end)));
      begin = end + 1;
    }
    return lines;
  }
}
