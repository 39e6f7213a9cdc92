package io.github.prosodyprobe.config;

import io.github.prosodyprobe.config.ConfigurationProblem.Kind;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code Include} and {@code RunScript}: files that files evaluate. */
final class Includes {

  private final Evaluation evaluation;
  private final Folder folder;
  private final Limits limits;
  private final Deque<Path> open = new ArrayDeque<>();

  Includes(Evaluation evaluation, Folder folder, Limits limits) {
    this.evaluation = evaluation;
    this.folder = folder;
    this.limits = limits;
  }

  /** Evaluates the main file. */
  void main(Path main) {
    try {
      evaluate(main, main.toAbsolutePath(), folder.main());
    } catch (Folder.Refused e) {
      throw new StopEvaluation(
          new ConfigurationProblem(
              e.kind(),
              new Location(main, 0),
              String.valueOf(e.getMessage()),
              Optional.empty(),
              Optional.of("Give the file that Prosody is started with.")));
    }
  }

  /**
   * {@code Include "name"} or {@code Include "folder/*.lua"}. What cannot be read is a problem, and
   * the rest of the file is read all the same: Prosody would not start.
   */
  Varargs include(Path including, Varargs arguments) {
    String name = Native.text(arguments.checkstring(1));
    try {
      if (!name.contains("*") && !name.contains("?")) {
        include(Folder.resolved(including, name));
        return LuaValue.TRUE;
      }
      int slash = name.lastIndexOf('/');
      Path where = Folder.resolved(including, slash < 0 ? "" : name.substring(0, slash + 1));
      for (Path file : folder.matching(where, name.substring(slash + 1))) {
        include(file);
      }
    } catch (Folder.Refused e) {
      note(e, name);
    }
    return LuaValue.NONE;
  }

  private void include(Path file) {
    try {
      evaluate(file, folder.below(file), folder.read(file));
    } catch (Folder.Refused e) {
      note(e, file.toString());
    }
  }

  private void evaluate(Path file, Path real, byte[] bytes) {
    Location here = evaluation.meter().here();
    if (open.contains(real)) {
      throw new StopEvaluation(
          ended(Kind.INCLUDE_LOOP, here, file + " includes itself, directly or through others"));
    }
    if (open.size() >= limits.includeDepth()) {
      throw new StopEvaluation(
          ended(Kind.LIMIT, here, "more than " + limits.includeDepth() + " files include another"));
    }
    evaluation.draft().file(file);
    NotUtf8.noteIn(bytes, file, evaluation.draft());
    open.push(real);
    try {
      evaluation.meter().allocate(16L * bytes.length);
      new ConfigurationFile(evaluation, file, bytes).run();
    } finally {
      open.pop();
    }
  }

  /** {@code RunScript "name"}: with Lua's own names and none of a configuration's. */
  Varargs runScript(Path including, Varargs arguments) {
    String name = Native.text(arguments.checkstring(1));
    try {
      Path file = Folder.resolved(including, name);
      byte[] bytes = folder.read(file);
      evaluation.draft().file(file);
      evaluation.meter().allocate(16L * bytes.length);
      return evaluation
          .globals()
          .load(
              new ByteArrayInputStream(SourceScan.of(bytes).rewritten()),
              "@" + file,
              "t",
              evaluation.globals())
          .invoke();
    } catch (Folder.Refused e) {
      note(e, name);
      return LuaValue.NONE;
    }
  }

  private void note(Folder.Refused refused, String name) {
    evaluation
        .draft()
        .problem(
            ended(refused.kind(), evaluation.meter().here(), name + " " + refused.getMessage()));
  }

  private static ConfigurationProblem ended(Kind kind, Location where, String message) {
    return new ConfigurationProblem(kind, where, message, Optional.empty(), Optional.empty());
  }
}
