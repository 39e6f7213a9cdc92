package io.github.prosodyprobe.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Writes the manual page of one command from what its {@code --help} is made of. */
final class ManPage {

  private static final Map<String, String> FILES =
      Map.of(
          "/etc/prosody-probe/targets.yaml",
          "What the service scans every night. Only the Debian package has it.",
          "/usr/lib/prosody-probe/probes/",
          "The checks, policies and requests, in YAML; with the archive, probes in its folder.");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "NO_COLOR",
          "If it is not empty, nothing is coloured unless --color asks for it.",
          "PROSODY_PROBE_JAVA",
          "The home of a Java to run on where the program's own was left out.");

  /** Exit codes: 2 before 130. */
  private static final Comparator<String> BY_NUMBER =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final CommandSpec command;
  private final UsageMessageSpec usage;
  private final Roff page = new Roff();

  private ManPage(CommandSpec command) {
    this.command = command;
    this.usage = command.usageMessage();
  }

  /** The name of the page, such as {@code prosody-probe-policy-show}. */
  static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  /**
   * The page in the language of {@code man}.
   *
   * @param date of the release, ISO 8601
   * @param version of the program
   */
  static String of(CommandSpec command, String date, String version) {
    return new ManPage(command).render(date, "prosody-probe " + version);
  }

  private String render(String date, String source) {
    page.macro("TH", name(command).toUpperCase(Locale.ROOT), "1", date, source, "");
    // Neither hyphens nor stretched lines in what is there to be copied.
    page.request("nh").request("ad l");
    page.macro("SH", "NAME");
    page.line(name(command) + " - " + summary(command));
    page.macro("SH", "SYNOPSIS");
    page.line(synopsis());
    page.macro("SH", "DESCRIPTION");
    lines(usage.description()).forEach(page::line);
    section(
        "ARGUMENTS",
        command.positionalParameters().stream().filter(it -> !it.hidden()).toList(),
        PositionalParamSpec::paramLabel);
    section(
        "OPTIONS",
        command.options().stream().filter(it -> !it.hidden()).toList(),
        ManPage::spellings);
    commands();
    entries("EXIT STATUS", usage.exitCodeList());
    if (isProgram()) {
      entries("ENVIRONMENT", ENVIRONMENT);
      entries("FILES", FILES);
    }
    examples();
    seeAlso();
    return page.toString();
  }

  private boolean isProgram() {
    return command.parent() == null;
  }

  private static String summary(CommandSpec command) {
    String first = String.join(" ", lines(command.usageMessage().description()));
    int end = first.indexOf(". ");
    String sentence = end < 0 ? first : first.substring(0, end);
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private String synopsis() {
    CommandLine commandLine = command.commandLine();
    return commandLine.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
  }

  private <A extends ArgSpec> void section(
      String title, List<A> arguments, Function<A, String> name) {
    if (arguments.isEmpty()) {
      return;
    }
    page.macro("SH", title);
    for (A argument : arguments) {
      page.macro("TP").macro("B", name.apply(argument));
      page.line(String.join(" ", lines(argument.description())));
    }
  }

  private static String spellings(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
  }

  private void commands() {
    List<CommandSpec> commands = below(command);
    if (!commands.isEmpty()) {
      page.macro("SH", "COMMANDS");
    }
    for (CommandSpec subcommand : commands) {
      page.macro("TP").macro("B", subcommand.name());
      page.line(summary(subcommand) + ". See " + name(subcommand) + "(1).");
    }
  }

  /** The commands of a command that are meant to be seen. */
  static List<CommandSpec> below(CommandSpec command) {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(subcommand -> !subcommand.usageMessage().hidden())
        .distinct()
        .toList();
  }

  private void entries(String title, Map<String, String> entries) {
    if (entries.isEmpty()) {
      return;
    }
    page.macro("SH", title);
    entries.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(BY_NUMBER))
        .forEach(entry -> page.macro("TP").macro("B", entry.getKey()).line(entry.getValue()));
  }

  private void examples() {
    List<String> examples = lines(usage.footer());
    if (!examples.isEmpty()) {
      page.macro("SH", "EXAMPLES").verbatim(examples);
    }
  }

  private void seeAlso() {
    List<String> others = new ArrayList<>();
    CommandSpec parent = command.parent();
    if (parent != null) {
      others.add(name(parent));
      below(parent).stream().filter(it -> it != command).forEach(it -> others.add(name(it)));
    }
    if (!others.isEmpty()) {
      page.macro("SH", "SEE ALSO");
      page.line(String.join("(1), ", others) + "(1)");
    }
  }

  private static List<String> lines(String[] texts) {
    return Arrays.stream(texts).flatMap(text -> Ansi.OFF.string(text).lines()).toList();
  }
}
