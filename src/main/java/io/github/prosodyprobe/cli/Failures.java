package io.github.prosodyprobe.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
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
    StringWriter suggestions = new StringWriter();
    PrintWriter writer = new PrintWriter(suggestions);
    UnmatchedArgumentException.printSuggestions(e, writer);
    writer.flush();
    say(NAME + e.getMessage());
    if (!suggestions.toString().isBlank()) {
      say(suggestions.toString().strip());
    }
    say("Help: " + command + " --help");
    trace(e);
    return ExitCode.USAGE;
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
