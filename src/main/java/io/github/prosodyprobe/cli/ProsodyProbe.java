package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.cli.CompletionCommand.Shell;
import io.github.prosodyprobe.cli.ReportOptions.Destination;
import io.github.prosodyprobe.cli.SchemaCommand.Document;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.target.Connect;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command that holds the others. */
@Command(
    name = "prosody-probe",
    description = "Shows what an XMPP server offers to the outside and compares it with a policy.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  prosody-probe scan example.org",
      "  prosody-probe look example.org",
      "  prosody-probe explain tls-versions",
      "",
      "More about a command: prosody-probe COMMAND --help"
    })
final class ProsodyProbe implements Runnable {

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of errors.")
  private boolean debug;

  @Option(
      names = "--color",
      scope = ScopeType.INHERIT,
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colour: auto, always or never. Default: ${DEFAULT-VALUE}.")
  private ColorChoice color = ColorChoice.AUTO;

  /** The command that is about all commands. */
  private static final String NEEDS_ALL = "completion";

  private ProsodyProbe() {}

  /** The command line with every command, to be described. */
  static CommandLine describe(Context context) {
    ProsodyProbe program = new ProsodyProbe();
    return program.commandLine(context, new Failures(context, () -> program.debug));
  }

  /**
   * Runs a command.
   *
   * @return its exit code
   */
  static int run(Context context, String... arguments) {
    ProsodyProbe program = new ProsodyProbe();
    Failures failures = new Failures(context, () -> program.debug);
    try {
      return program.commandLine(context, failures, arguments).execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError e) {
      return failures.bug(e);
    }
  }

  private CommandLine commandLine(Context context, Failures failures, String... arguments) {
    PolicyShelf shelf = new PolicyShelf(context.installation());
    String first = arguments.length == 0 ? "" : arguments[0];
    switch (first) {
      case "scan" -> shelf.readAhead();
      case "evaluate", "explain" -> shelf.readChecksAhead();
      default -> {}
    }
    CommandLine commandLine = judging(this);
    Map<String, Supplier<CommandLine>> commands = commands(context, shelf, failures);
    // Reading the annotations of all commands takes longer than most of them run.
    if (commands.containsKey(first) && !NEEDS_ALL.equals(first)) {
      commands.keySet().retainAll(Set.of(first));
    }
    commands.values().forEach(command -> commandLine.addSubcommand(command.get()));
    commandLine.getCommandSpec().version(context.installation().tool().toString());
    PrintStream messages = context.terminal().messages();
    boolean colour = ColorChoice.AUTO.decide(context.terminal()) == Colour.ON;
    return commandLine
        .registerConverter(ColorChoice.class, Words.of(ColorChoice::of, "auto, always or never"))
        .registerConverter(Connect.class, Words.read(Connect::of))
        .registerConverter(Document.class, Words.of(Document::of, SchemaCommand.WORDS))
        .registerConverter(TextOrJson.class, Words.of(TextOrJson::of, TextOrJson.WORDS))
        .registerConverter(Duration.class, Words.read(Durations::of))
        .registerConverter(Destination.class, Words.read(Destination::of))
        .registerConverter(Shell.class, Words.of(Shell::of, "bash or zsh"))
        .registerConverter(
            Severity.class, Words.of(Severity::of, "critical, warning or suggestion"))
        .registerConverter(Vantage.class, Words.of(Vantage::of, "external or internal"))
        .setColorScheme(CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF))
        .setOut(new PrintWriter(context.terminal().out(), true, context.terminal().charset()))
        .setErr(new PrintWriter(messages, true, messages.charset()))
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  private Map<String, Supplier<CommandLine>> commands(
      Context context, PolicyShelf shelf, Failures failures) {
    Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
    commands.put("scan", () -> judging(new ScanCommand(context, shelf, failures, () -> color)));
    commands.put(
        "look", () -> new CommandLine(new LookCommand(context, shelf, failures, () -> color)));
    commands.put("evaluate", () -> judging(new EvaluateCommand(context, shelf, () -> color)));
    commands.put("report", () -> judging(new ReportCommand(context, () -> color)));
    commands.put("history", () -> new CommandLine(new HistoryCommand(context, () -> color)));
    commands.put("explain", () -> new CommandLine(new ExplainCommand(context, shelf)));
    commands.put("diff", () -> new CommandLine(new DiffCommand(context, () -> color)));
    commands.put("waivers", () -> WaiversCommand.with(context, shelf));
    commands.put("policy", () -> PolicyCommand.with(context, shelf));
    commands.put("schema", () -> new CommandLine(new SchemaCommand(context)));
    commands.put(NEEDS_ALL, () -> new CommandLine(new CompletionCommand(context)));
    return commands;
  }

  /** A command whose help has the exit codes. */
  private static CommandLine judging(Object command) {
    CommandLine commandLine = new CommandLine(command);
    commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.MEANINGS);
    return commandLine;
  }

  @Override
  public void run() {
    throw new UserError(
        "a command is missing",
        """
          prosody-probe scan example.org          what is not as it should be
          prosody-probe look example.org          what there is, without a verdict
          prosody-probe explain c2s-tls-required  what a finding means
        All commands: prosody-probe --help""");
  }
}
