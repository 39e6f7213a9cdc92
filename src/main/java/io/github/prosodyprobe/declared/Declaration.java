package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Configuration;
import io.github.prosodyprobe.config.ConfigurationProblem;
import io.github.prosodyprobe.config.HostSection;
import io.github.prosodyprobe.config.HostSection.Kind;
import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.fact.ConfigFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.option.OptionCatalogue;
import io.github.prosodyprobe.option.SeriesOptions;
import io.github.prosodyprobe.text.Escaper;
import io.github.prosodyprobe.text.Untrusted;
import java.net.IDN;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is to be said of a configuration file, and of the running server beside it. Connects to
 * nothing.
 */
public final class Declaration {

  private static final List<Fact<TextSet>> FINDINGS =
      List.of(
          ConfigFacts.OPTIONS_WITHOUT_EFFECT,
          ConfigFacts.OPTIONS_OUT_OF_PLACE,
          ConfigFacts.VALUES_REPLACED,
          ConfigFacts.UNSAFE_VALUES,
          ConfigFacts.WELL_KNOWN_SECRETS,
          ConfigFacts.MODULES_REPEATED,
          ConfigFacts.MODULES_OBSOLETE,
          ConfigFacts.MODULES_MISSING);

  private final Configuration configuration;
  private final String domain;
  private final DeclaredFor host;
  private final List<Finding> findings;
  private final Map<Fact<?>, FactState> states = new TreeMap<>();
  private final Map<String, Evidence> evidence = new TreeMap<>();

  private Declaration(Configuration configuration, String domain, SeriesOptions series) {
    this.configuration = configuration;
    this.domain = domain;
    LoadedModules modules = new LoadedModules(configuration, series);
    String name = virtualHost(configuration, domain).orElse(domain);
    this.host = new DeclaredFor(configuration, name, modules, series);
    this.findings = new ArrayList<>();
  }

  /**
   * Judges a configuration.
   *
   * @param domain the virtual host that is meant, in ASCII
   * @param catalogue what Prosody reads
   * @param series of the version that reads it
   * @param seen what the listeners of the server were seen to do; empty where nobody looked
   */
  public static Declaration of(
      Configuration configuration,
      String domain,
      OptionCatalogue catalogue,
      SeriesOptions series,
      List<EndpointFacts> seen) {
    Declaration declaration = new Declaration(configuration, domain, series);
    declaration.find(catalogue, series);
    declaration.reportFindings();
    declaration.reportValues();
    declaration.reportLive(seen);
    return declaration;
  }

  /** The virtual hosts of a configuration, in the order of the file. */
  public static List<String> virtualHosts(Configuration configuration) {
    return configuration.hosts().stream()
        .filter(section -> section.kind() == Kind.VIRTUAL_HOST)
        .map(HostSection::name)
        .toList();
  }

  /**
   * The name that a file has for a domain: it writes in Unicode what has A-labels on the wire.
   *
   * @param domain either way
   */
  public static Optional<String> virtualHost(Configuration configuration, String domain) {
    return virtualHosts(configuration).stream()
        .filter(name -> ascii(name).equals(ascii(domain)))
        .findFirst();
  }

  private static String ascii(String name) {
    try {
      return IDN.toASCII(name).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return name;
    }
  }

  /** The facts. */
  public EndpointFacts facts() {
    return EndpointFacts.of(endpoint(), states);
  }

  /** The lines of the file behind them, by id. */
  public Map<String, Evidence> evidence() {
    return Map.copyOf(evidence);
  }

  private Endpoint endpoint() {
    Path file = configuration.files().getFirst();
    return new Endpoint(Listener.CONFIG, domain, String.valueOf(file.getFileName()));
  }

  private void find(OptionCatalogue catalogue, SeriesOptions series) {
    EffectRule effects = new EffectRule(series, catalogue, host.modules());
    for (HostSection section : configuration.hosts()) {
      for (Setting setting : section.settings().values()) {
        effects.on(setting).ifPresent(findings::add);
        ValueRule.on(setting, effects.effective(setting)).ifPresent(findings::add);
        UnsafeRule.on(setting).ifPresent(findings::add);
        SecretRule.on(setting).ifPresent(findings::add);
      }
    }
    findings.addAll(new ModuleRule(series, catalogue).on(configuration));
  }

  private void reportFindings() {
    Map<Fact<TextSet>, List<Finding>> byFact =
        findings.stream().collect(Collectors.groupingBy(Finding::fact));
    for (Fact<TextSet> fact : FINDINGS) {
      List<Finding> found = byFact.getOrDefault(fact, List.of());
      states.put(
          fact,
          found.isEmpty() && !configuration.complete()
              ? new FactState.Unobserved(incomplete())
              : new FactState.Observed(
                  new TextSet(found.stream().map(this::text).toList()),
                  shown(fact, found.stream().map(Finding::setting).toList())));
    }
  }

  private Untrusted text(Finding finding) {
    return Untrusted.of(where(finding.setting()) + " " + finding.text());
  }

  /** File and line, the file as seen from the folder of the one that was given. */
  private String where(Setting setting) {
    Path folder = configuration.files().getFirst().toAbsolutePath().getParent();
    Path file = setting.location().file().toAbsolutePath();
    Path shown = folder != null && file.startsWith(folder) ? folder.relativize(file) : file;
    return shown + ":" + setting.location().line();
  }

  /** What was not read may hold what was not found. */
  private Reason incomplete() {
    ConfigurationProblem problem =
        configuration.problems().stream()
            .filter(ConfigurationProblem::spoilsTheReading)
            .findFirst()
            .orElseThrow();
    return Reason.of(ReasonCode.NEEDS_CONFIG, "the file could not be read wholly: " + problem);
  }

  private void reportValues() {
    new DeclaredValues(host)
        .facts()
        .forEach(
            (fact, shown) ->
                states.put(
                    fact,
                    configuration.complete()
                        ? withEvidence(fact, shown)
                        : new FactState.Unobserved(incomplete())));
  }

  private FactState withEvidence(Fact<?> fact, DeclaredValues.Shown shown) {
    return shown.state() instanceof FactState.Observed(var value, _)
        ? new FactState.Observed(value, shown(fact, shown.settings()))
        : shown.state();
  }

  private void reportLive(List<EndpointFacts> seen) {
    if (!configuration.complete()) {
      FactState.Unobserved incomplete = new FactState.Unobserved(incomplete());
      live(incomplete);
      states.put(ConfigFacts.NOT_COMPARED, incomplete);
      return;
    }
    LiveComparison comparison = LiveComparison.of(host, domain, seen, this::where);
    states.put(
        ConfigFacts.NOT_COMPARED,
        new FactState.Observed(
            new TextSet(comparison.notCompared()),
            lines(ConfigFacts.NOT_COMPARED, comparison.notCompared(), "")));
    Optional<FactState> unseen =
        comparison.unseen().stream().findFirst().map(FactState.Unobserved::new);
    if (comparison.same().isEmpty() && comparison.different().isEmpty()) {
      live(
          unseen.orElse(
              new FactState.NotApplicable("nothing of what the file declares was looked at live")));
      return;
    }
    String same = lines(ConfigFacts.SAME_AS_LIVE, comparison.same(), "");
    states.put(
        ConfigFacts.SAME_AS_LIVE, new FactState.Observed(new TextSet(comparison.same()), same));
    FactState differences =
        new FactState.Observed(
            new TextSet(comparison.different()),
            comparison.evidence().stream().findFirst().orElse(same));
    // One certain difference decides; to find none takes having looked everywhere.
    states.put(
        ConfigFacts.DIFFERS_FROM_LIVE,
        comparison.different().isEmpty() ? unseen.orElse(differences) : differences);
  }

  private void live(FactState state) {
    states.put(ConfigFacts.SAME_AS_LIVE, state);
    states.put(ConfigFacts.DIFFERS_FROM_LIVE, state);
  }

  /** Puts the settings behind a fact into the evidence. */
  private String shown(Fact<?> fact, List<Setting> settings) {
    List<Untrusted> lines =
        settings.stream()
            .distinct()
            .map(setting -> Untrusted.of(where(setting) + " | " + setting.declared()))
            .toList();
    return lines(
        fact, lines.isEmpty() ? List.of(Untrusted.of("* no such line")) : lines, byHand(settings));
  }

  private String lines(Fact<?> fact, List<Untrusted> lines, String byHand) {
    String id =
        endpoint().listener() + "-" + domain + "-" + endpoint().address() + "/" + fact.name();
    evidence.put(id, new Evidence(id, lines, byHand));
    return id;
  }

  private static String lines(Setting setting) {
    int first = setting.location().line();
    return first == setting.lastLine() ? "" + first : first + "," + setting.lastLine();
  }

  /** Shows the lines of the first file that has any. */
  private static String byHand(List<Setting> settings) {
    Optional<Path> file = settings.stream().map(it -> it.location().file()).findFirst();
    return file.map(
            path ->
                "sed -n '"
                    + settings.stream()
                        .filter(it -> it.location().file().equals(path))
                        .map(it -> lines(it) + "p")
                        .distinct()
                        .collect(Collectors.joining(";"))
                    + "' "
                    + Escaper.SHELL_WORD.escape(path.toString()))
        .orElse("");
  }
}
