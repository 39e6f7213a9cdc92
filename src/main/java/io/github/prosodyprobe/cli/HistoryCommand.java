package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.prosodyprobe.history.HistoryException;
import io.github.prosodyprobe.history.HistoryFile;
import io.github.prosodyprobe.report.History;
import io.github.prosodyprobe.report.HistoryJson;
import io.github.prosodyprobe.report.HistoryText;
import io.github.prosodyprobe.report.TextStyle;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.text.Spelling;
import io.github.prosodyprobe.text.Untrusted;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a target was like in earlier runs. */
@Command(
    name = "history",
    description = {
      "Shows the runs that scan --history has kept: when each check last changed, and to what.",
      "A run that could not look is no change."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  prosody-probe scan example.org --history runs.db",
      "  prosody-probe history example.org --history runs.db",
      "  prosody-probe history example.org --history runs.db --check tls-versions",
      "  prosody-probe history example.org --history runs.db --run 1 > then.json"
    })
final class HistoryCommand implements Callable<Integer> {

  private final Context context;
  private final Supplier<ColorChoice> color;

  @Parameters(paramLabel = "TARGET", description = "An XMPP domain that was scanned.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String target;

  @Option(
      names = "--history",
      required = true,
      paramLabel = "FILE",
      description = "The file that scan --history keeps.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Option(names = "--check", paramLabel = "ID", description = "Only this check, place by place.")
  private @Nullable String check;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many runs to show, the last ones. Default: ${DEFAULT-VALUE}.")
  private int limit = 20;

  @Option(
      names = "--run",
      paramLabel = "NUMBER",
      description =
          "Print the JSON report of this run as it was kept, for report, evaluate and diff.")
  private @Nullable Long run;

  @Option(
      names = "--report",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = TextOrJson.WORDS + ". Default: ${DEFAULT-VALUE}.")
  private TextOrJson format = TextOrJson.TEXT;

  HistoryCommand(Context context, Supplier<ColorChoice> color) {
    this.context = context;
    this.color = color;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new UserError("--limit " + limit + " shows no run", "Give a number from 1.");
    }
    Domain domain = domain();
    try {
      HistoryFile kept = HistoryFile.forReading(file);
      context.terminal().print(run == null ? shown(kept, domain) : report(kept, domain, run));
    } catch (HistoryException e) {
      throw UserError.of(e);
    }
    return ExitCode.COMPLIANT;
  }

  private Domain domain() {
    try {
      return Domain.of(target);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          String.valueOf(e.getMessage()), "Example: prosody-probe history example.org");
    }
  }

  private String shown(HistoryFile kept, Domain domain) throws HistoryException {
    History history = kept.of(domain.ascii(), domain.shown());
    if (history.runs().isEmpty()) {
      throw nothingOf(kept.targets());
    }
    @Nullable String id = check;
    if (id != null) {
      checkKnown(id, history);
    }
    if (format == TextOrJson.JSON) {
      return HistoryJson.of(history, limit, Optional.ofNullable(id));
    }
    TextStyle style = color.get().style(context.terminal());
    return id == null
        ? HistoryText.of(history, style, limit)
        : HistoryText.of(history, style, limit, id);
  }

  private UserError nothingOf(List<String> targets) {
    String advice =
        targets.isEmpty()
            ? "Keep one: prosody-probe scan " + target + " --history " + file
            : "There are some of " + Untrusted.of(String.join(", ", targets)) + ".";
    return new UserError("the history " + file + " has no run of " + target, advice);
  }

  private void checkKnown(String id, History history) {
    List<String> known =
        history.trails().stream().map(trail -> trail.subject().check()).distinct().toList();
    if (!known.contains(id)) {
      throw new UserError(
          "no run of " + target + " has a check " + Spelling.quoted(id),
          Spelling.nearest(id, known)
              .map(near -> "Did you mean " + near + "?")
              .orElse("See those that there are: leave out --check."));
    }
  }

  private String report(HistoryFile kept, Domain domain, long number) throws HistoryException {
    Optional<byte[]> json = kept.report(domain.ascii(), number);
    if (json.isEmpty()) {
      throw noReport(kept.of(domain.ascii(), domain.shown()), number);
    }
    return new String(json.get(), US_ASCII);
  }

  private UserError noReport(History history, long number) {
    return history.runs().stream().anyMatch(run -> run.number() == number)
        ? new UserError(
            "the history " + file + " has no report of run " + number + " any more",
            "Only the last ones stay where scan is told so with --history-keep.")
        : new UserError(
            "the history " + file + " has no run " + number + " of " + target,
            "See the numbers of its runs: leave out --run.");
  }
}
