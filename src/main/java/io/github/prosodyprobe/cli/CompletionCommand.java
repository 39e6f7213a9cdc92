package io.github.prosodyprobe.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    description = "Prints a script with which a shell completes commands and options.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(prosody-probe completion bash)",
      "  prosody-probe completion zsh > ~/.zsh/completions/_prosody-probe"
    })
final class CompletionCommand implements Callable<Integer> {

  /** The shells for which there is a script. */
  enum Shell {
    BASH,
    ZSH;

    static Optional<Shell> of(String word) {
      return Arrays.stream(values()).filter(shell -> shell.toString().equals(word)).findFirst();
    }

    /** The word, which shells complete. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of bash's own completion; picocli's alias for it is not expanded in a file that zsh loads. */
  private static final String MISSING_IN_ZSH =
      """
      #compdef %s
      function compopt { :; }
      """;

  /**
   * zsh reads the script when the first word is completed, and wants an answer then; what {@code
   * bashcompinit} has registered answers from the second time on.
   */
  private static final String ANSWER_IN_ZSH =
      """

      if [ "${funcstack[1]-}" = "_%1$s" ]; then
        _bash_complete -o default -F _complete_%1$s
      fi
      """;

  private final Context context;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh")
  private Shell shell = Shell.BASH;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  CompletionCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CommandSpec program = spec.root();
    String name = program.name();
    String script = AutoComplete.bash(name, program.commandLine());
    context
        .terminal()
        .print(
            switch (shell) {
              case BASH -> script;
              case ZSH -> MISSING_IN_ZSH.formatted(name) + script + ANSWER_IN_ZSH.formatted(name);
            });
    return ExitCode.COMPLIANT;
  }
}
