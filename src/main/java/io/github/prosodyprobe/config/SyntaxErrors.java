package io.github.prosodyprobe.config;

import io.github.prosodyprobe.config.ConfigurationProblem.Kind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaError;

/** Makes a problem of what the compiler of Lua says. */
final class SyntaxErrors {

  private static final Pattern MESSAGE = Pattern.compile("^.*?:(\\d+): (.*)$", Pattern.DOTALL);

  /** The compiler shows one character of what it met as its number. */
  private static final Pattern SYMBOL = Pattern.compile("unexpected symbol (\\d+) \\(.*");

  private SyntaxErrors() {}

  static ConfigurationProblem scriptLine(Path file) {
    return new ConfigurationProblem(
        Kind.SYNTAX,
        new Location(file, 1),
        "not Lua: a line that begins with # is no comment",
        Optional.empty(),
        Optional.of("comments begin with --"));
  }

  static ConfigurationProblem problem(LuaError error, Path file, SourceScan scan) {
    Matcher message = MESSAGE.matcher(String.valueOf(error.getMessage()));
    int line = message.matches() ? Integer.parseInt(message.group(1)) : 0;
    String what = message.matches() ? message.group(2) : "cannot be compiled";
    boolean bits = scan.bitOperator().isPresent() && scan.bitOperator().getAsInt() <= line;
    return new ConfigurationProblem(
        Kind.SYNTAX,
        new Location(file, line),
        "not Lua: " + SYMBOL.matcher(what).replaceFirst("something unexpected"),
        Secrets.excerpt(scan.line(line), scan.line(line - 1)),
        bits
            ? Optional.of("operators on bits (Lua 5.3) are not evaluated here")
            : Optional.empty());
  }
}
