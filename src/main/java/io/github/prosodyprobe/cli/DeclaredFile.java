package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.config.Configuration;
import io.github.prosodyprobe.config.ConfigurationProblem;
import io.github.prosodyprobe.config.ConfigurationReader;
import io.github.prosodyprobe.config.Environment;
import io.github.prosodyprobe.config.Limits;
import io.github.prosodyprobe.config.LoaderVersion;
import io.github.prosodyprobe.declared.Declaration;
import io.github.prosodyprobe.fact.DiscoFacts;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.option.OptionCatalogue;
import io.github.prosodyprobe.option.SeriesOptions;
import io.github.prosodyprobe.report.Report;
import io.github.prosodyprobe.report.Run;
import io.github.prosodyprobe.text.Untrusted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration file that was read, and what is to be said of it beside a scan. */
final class DeclaredFile {

  /** With these nothing else in the file can be relied on; Prosody itself would not start. */
  private static final Set<ConfigurationProblem.Kind> FATAL =
      EnumSet.of(
          ConfigurationProblem.Kind.SYNTAX,
          ConfigurationProblem.Kind.TEMPLATE,
          ConfigurationProblem.Kind.ERROR,
          ConfigurationProblem.Kind.UNREADABLE,
          ConfigurationProblem.Kind.INCLUDE_LOOP,
          ConfigurationProblem.Kind.LIMIT);

  private static final Pattern PROSODY = Pattern.compile("Prosody ([0-9]+(?:\\.[0-9]+)*).*");

  private final Path file;
  private final Environment environment;
  private final OptionCatalogue catalogue;
  private final Optional<String> said;
  private final Terminal terminal;
  private final Configuration configuration;

  private DeclaredFile(
      Path file,
      Environment environment,
      OptionCatalogue catalogue,
      Optional<String> said,
      Terminal terminal) {
    this.file = file;
    this.environment = environment;
    this.catalogue = catalogue;
    this.said = said;
    this.terminal = terminal;
    this.configuration = configuration(series());
  }

  /**
   * Reads a file.
   *
   * @param said the version that the operator names
   * @throws UserError when Prosody could not read it either, or the version is not known
   */
  static DeclaredFile read(
      Path file,
      Environment environment,
      Optional<String> said,
      PolicyShelf shelf,
      Terminal terminal) {
    DeclaredFile declared = new DeclaredFile(file, environment, shelf.options(), said, terminal);
    for (ConfigurationProblem problem : declared.configuration.problems()) {
      if (FATAL.contains(problem.kind())) {
        throw new UserError(
            Untrusted.of(problem.toString())
                + problem.excerpt().map(line -> "\n  " + Untrusted.of(line)).orElse(""),
            problem.hint().orElse("prosodyctl check config says what Prosody thinks of it."));
      }
      terminal.say("note: " + Untrusted.of(problem.toString()));
    }
    return declared;
  }

  /** The first virtual host, for a report on the file alone. */
  String firstHost() {
    return hosts().getFirst();
  }

  Configuration configuration() {
    return configuration;
  }

  /** The options of the version that the operator named, or of the newest. */
  SeriesOptions series() {
    return said.map(this::known).orElse(newest());
  }

  /**
   * Refuses a target that the file does not serve.
   *
   * @throws UserError when it declares no such virtual host
   */
  void checkFor(String domain) {
    if (Declaration.virtualHost(configuration, domain).isEmpty()) {
      throw new UserError(
          file + " declares no VirtualHost \"" + domain + "\"",
          "It has " + Untrusted.of(String.join(", ", hosts())) + ".");
    }
  }

  private List<String> hosts() {
    List<String> hosts = Declaration.virtualHosts(configuration);
    if (hosts.isEmpty()) {
      throw new UserError(
          file + " declares no VirtualHost", "Give the file that Prosody is started with.");
    }
    return hosts;
  }

  /** A report on nothing but the file, as if the server had been looked at and nothing seen. */
  Report alone(Context context) {
    Instant now = context.clock().instant();
    Run run =
        new Run(
            TargetOptions.domain(firstHost()).shown(),
            now,
            now,
            Vantage.EXTERNAL.word(),
            true,
            new Run.Connections(0, 0),
            false);
    return beside(Report.ofFacts(context.installation().tool(), run, List.of(), Map.of()));
  }

  /** The report with what the file declares, held against what was seen. */
  Report beside(Report seen) {
    String domain = seen.domain();
    SeriesOptions series = said.map(this::known).orElseGet(() -> seen(seen.facts()));
    Configuration read = series.equals(series()) ? configuration : configuration(series);
    Declaration declaration = Declaration.of(read, domain, catalogue, series, seen.facts());
    List<EndpointFacts> facts = new ArrayList<>(seen.facts());
    facts.add(declaration.facts());
    Map<String, Evidence> evidence = new TreeMap<>(seen.evidence());
    evidence.putAll(declaration.evidence());
    return Report.ofFacts(seen.tool(), seen.run(), facts, evidence);
  }

  private SeriesOptions seen(List<EndpointFacts> facts) {
    Optional<SeriesOptions> seen =
        facts.stream()
            .map(endpoint -> endpoint.states().get(DiscoFacts.VERSION))
            .filter(FactState.Observed.class::isInstance)
            .map(state -> PROSODY.matcher(((FactState.Observed) state).value().toString()))
            .filter(Matcher::matches)
            .map(matcher -> catalogue.of(matcher.group(1)))
            .flatMap(Optional::stream)
            .findFirst();
    if (seen.isEmpty()) {
      terminal.say(
          "note: which Prosody reads "
              + file
              + " was not seen; taken for "
              + newest().series()
              + ", --prosody-version says otherwise");
    }
    return seen.orElse(newest());
  }

  private SeriesOptions newest() {
    return catalogue.all().getLast();
  }

  private SeriesOptions known(String version) {
    return catalogue
        .of(version)
        .orElseThrow(
            () ->
                new UserError(
                    "the options of Prosody '" + Untrusted.of(version) + "' are not known",
                    "Known are "
                        + String.join(
                            ", ", catalogue.all().stream().map(SeriesOptions::series).toList())
                        + "; the nearest is better than none."));
  }

  private Configuration configuration(SeriesOptions series) {
    return ConfigurationReader.read(
        file,
        environment,
        LoaderVersion.of(series.series()).orElse(LoaderVersion.V13),
        Limits.standard());
  }
}
