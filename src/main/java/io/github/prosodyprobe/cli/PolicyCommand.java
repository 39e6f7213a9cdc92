package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.text.Untrusted;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds the commands about policies. */
@Command(
    name = "policy",
    description = "Lists, shows and validates policies.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  /** The command with its subcommands. */
  static CommandLine with(Context context, PolicyShelf shelf) {
    return new CommandLine(new PolicyCommand())
        .addSubcommand(new ListPolicies(context, shelf))
        .addSubcommand(new Show(context, shelf))
        .addSubcommand(new Validate(context, shelf))
        .addSubcommand(new DerivePolicyCommand(context, shelf));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, show, validate or derive is missing");
  }

  /** Lists the built-in policies. */
  @Command(
      name = "list",
      description = "Lists the built-in policies.",
      mixinStandardHelpOptions = true)
  static final class ListPolicies implements Callable<Integer> {

    private final Context context;
    private final PolicyShelf shelf;

    ListPolicies(Context context, PolicyShelf shelf) {
      this.context = context;
      this.shelf = shelf;
    }

    @Override
    public Integer call() {
      try {
        StringBuilder text = new StringBuilder();
        for (String title : shelf.library().titles()) {
          Policy policy = shelf.policy(title);
          text.append(title).append("  ").append(policy.checks().size()).append(" checks\n");
          Paragraph.append(text, "    ", policy.description());
        }
        context.terminal().print(text.toString());
        return ExitCode.COMPLIANT;
      } catch (PolicyException e) {
        throw UserError.of(e);
      }
    }
  }

  /** Shows what a policy expects, with everything that it takes from others. */
  @Command(
      name = "show",
      description = "Shows the checks of a policy, with everything that it extends.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {

    private final Context context;
    private final PolicyShelf shelf;

    @Parameters(paramLabel = "NAME|FILE", description = "A policy by name, or in a file.")
    private String name = "";

    Show(Context context, PolicyShelf shelf) {
      this.context = context;
      this.shelf = shelf;
    }

    @Override
    public Integer call() {
      try {
        context.terminal().print(describe(shelf.policy(name)));
        return ExitCode.COMPLIANT;
      } catch (PolicyException e) {
        throw UserError.of(e);
      }
    }

    private static String describe(Policy policy) {
      StringBuilder text = new StringBuilder();
      text.append(policy.title()).append("  sha256 ").append(policy.sha256()).append('\n');
      Paragraph.append(text, "", policy.description());
      policy
          .changelog()
          .forEach(
              change ->
                  Paragraph.append(
                      text, "  ", "version " + change.version() + ": " + change.text()));
      for (Check check : policy.checks()) {
        text.append('\n').append(check.id());
        text.append("  ").append(check.severity().word());
        text.append("  on ").append(ExplainText.words(check.listeners())).append('\n');
        Paragraph.append(text, "    ", check.title());
        Paragraph.append(text, "    ", "expects " + check.expectation().describe());
      }
      return text.toString();
    }
  }

  /** Says what is wrong with a policy file. */
  @Command(
      name = "validate",
      description = "Says what is wrong with a policy file, and where.",
      mixinStandardHelpOptions = true)
  static final class Validate implements Callable<Integer> {

    private final Context context;
    private final PolicyShelf shelf;

    @Parameters(paramLabel = "FILE", description = "A policy file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    Validate(Context context, PolicyShelf shelf) {
      this.context = context;
      this.shelf = shelf;
    }

    @Override
    public Integer call() {
      try {
        Policy policy = shelf.read(file);
        String valid = ": valid, " + policy.checks().size() + " checks\n";
        context.terminal().print(Untrusted.of(file.toString()) + valid);
        return ExitCode.COMPLIANT;
      } catch (PolicyException e) {
        throw UserError.of(e);
      }
    }
  }
}
