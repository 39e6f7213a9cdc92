package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.policy.Check;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.text.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a check or a fact is about. */
@Command(
    name = "explain",
    description = "Says what a check expects and why, or what a fact means.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  prosody-probe explain tls-versions", "  prosody-probe explain tls.versions"})
final class ExplainCommand implements Callable<Integer> {

  private final Context context;
  private final PolicyShelf shelf;

  @Parameters(paramLabel = "CHECK|FACT", description = "Id of a check, or name of a fact.")
  private String name = "";

  @Option(
      names = {"-P", "--policy"},
      paramLabel = "NAME|FILE",
      description = "Explain the check as this policy has it. Default: all built-in checks.")
  private Optional<String> policy = Optional.empty();

  ExplainCommand(Context context, PolicyShelf shelf) {
    this.context = context;
    this.shelf = shelf;
  }

  @Override
  public Integer call() {
    TreeMap<String, Check> checks = new TreeMap<>();
    try {
      Collection<Check> known =
          policy.isPresent()
              ? shelf.policy(policy.get()).checks()
              : shelf.library().checks().values();
      known.forEach(check -> checks.put(check.id(), check));
    } catch (PolicyException e) {
      throw UserError.of(e);
    }
    context.terminal().print(explain(checks));
    return ExitCode.COMPLIANT;
  }

  private String explain(SortedMap<String, Check> checks) {
    Check check = checks.get(name);
    if (check != null) {
      return ExplainText.of(check);
    }
    return FactRegistry.find(name)
        .map(fact -> ExplainText.of(fact, using(fact, checks.values())))
        .orElseThrow(() -> unknown(checks));
  }

  private static List<Check> using(Fact<?> fact, Collection<Check> checks) {
    return checks.stream().filter(check -> check.facts().anyMatch(fact::equals)).toList();
  }

  private UserError unknown(SortedMap<String, Check> checks) {
    TreeSet<String> names = new TreeSet<>(checks.keySet());
    FactRegistry.all().forEach(fact -> names.add(fact.name()));
    String hint = Spelling.hint(name, names);
    return new UserError(
        Spelling.quoted(name) + " is no check and no fact",
        hint.isEmpty() ? "What there is: prosody-probe policy show " + PolicyShelf.DEFAULT : hint);
  }
}
