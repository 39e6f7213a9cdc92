package io.github.prosodyprobe.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in one short message, and what to do next. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private static final String NAME = "prosody-probe: ";

  private final Context context;
  private final BooleanSupplier debug;

  Failures(Context context, BooleanSupplier debug) {
    this.context = context;
    this.debug = debug;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    if (e instanceof UnmatchedArgumentException unmatched && isOfProgram(e)) {
      return noCommand(unmatched, arguments);
    }
    String suggestions = suggestions(e);
    say(NAME + e.getMessage());
    if (!suggestions.isBlank()) {
      say(suggestions);
    }
    say("Help: " + command + " --help");
    trace(e);
    return ExitCode.USAGE;
  }

  private static boolean isOfProgram(ParameterException e) {
    return e.getCommandLine().getParent() == null;
  }

  private int noCommand(UnmatchedArgumentException e, String[] arguments) {
    String first = e.getUnmatched().getFirst();
    if (first.startsWith("-")) {
      say(NAME + e.getMessage());
    } else {
      say(NAME + "'" + first + "' is no command");
    }
    correction(first, List.of(arguments), e).ifPresent(this::say);
    say("Help: prosody-probe --help");
    trace(e);
    return ExitCode.USAGE;
  }

  /** What somebody meant who gave a domain, or asked for help, where a command belongs. */
  private static Optional<String> correction(
      String first, List<String> arguments, UnmatchedArgumentException e) {
    if (first.equals("help")) {
      String about = arguments.size() > 1 ? arguments.get(1) + " " : "";
      return Optional.of("Did you mean: prosody-probe " + about + "--help?");
    }
    if (first.contains(".") && TargetOptions.domainIn(first).isPresent()) {
      return Optional.of("Did you mean: prosody-probe scan " + String.join(" ", arguments) + "?");
    }
    return Optional.of(suggestions(e)).filter(text -> !text.isBlank());
  }

  private static String suggestions(ParameterException e) {
    StringWriter suggestions = new StringWriter();
    PrintWriter writer = new PrintWriter(suggestions);
    UnmatchedArgumentException.printSuggestions(e, writer);
    writer.flush();
    return suggestions.toString().strip();
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
    return fault(e);
  }

  /** Says what ended a command, or one of its scans. */
  int fault(Exception e) {
    if (e instanceof UserError error) {
      say(NAME + String.join("\n", error.lines()));
      trace(e);
      return ExitCode.USAGE;
    }
    return bug(e);
  }

  /** Owns up to a fault of ours. */
  int bug(Throwable fault) {
    say(NAME + "this is a fault of prosody-probe, not of the server: " + fault);
    say(
        "Please report it with the output of the same command with"
            + " --debug and of: prosody-probe --version");
    trace(fault);
    return ExitCode.BUG;
  }

  /** Owns up to faults that did not keep a scan from its end. */
  int bugs(List<Throwable> faults) {
    faults.forEach(this::bug);
    return faults.isEmpty() ? ExitCode.COMPLIANT : ExitCode.BUG;
  }

  private void trace(Throwable fault) {
    if (debug.getAsBoolean()) {
      fault.printStackTrace(context.terminal().messages());
    }
  }

  private void say(String message) {
    context.terminal().say(message);
  }
}
