package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Configuration;
import io.github.prosodyprobe.config.HostSection;
import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.fact.ConfigFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.option.OptionCatalogue;
import io.github.prosodyprobe.option.ProsodyModule;
import io.github.prosodyprobe.option.SeriesOptions;
import io.github.prosodyprobe.text.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks at the lists of modules: what they name twice, what is obsolete, and what cannot be there.
 * Connects to nothing.
 *
 * @param series the modules of the version
 * @param catalogue those of all versions, for hints
 */
record ModuleRule(SeriesOptions series, OptionCatalogue catalogue) {

  private static final String ENABLED = "modules_enabled";
  private static final String DISABLED = "modules_disabled";

  List<Finding> on(Configuration configuration) {
    List<Finding> findings = new ArrayList<>();
    for (HostSection host : configuration.hosts()) {
      Optional.ofNullable(host.settings().get(ENABLED))
          .ifPresent(list -> findings.addAll(on(list, disabled(host))));
    }
    return findings;
  }

  private static Set<String> disabled(HostSection host) {
    return Optional.ofNullable(host.settings().get(DISABLED)).stream()
        .map(Setting::value)
        .flatMap(Values::texts)
        .collect(Collectors.toSet());
  }

  private List<Finding> on(Setting list, Set<String> disabled) {
    List<Finding> findings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    for (String name : Values.texts(list.value()).toList()) {
      if (!seen.add(name)) {
        if (repeated.add(name)) {
          findings.add(finding(ConfigFacts.MODULES_REPEATED, list, name, "it is named twice"));
        }
        continue;
      }
      if (disabled.contains(name)) {
        findings.add(
            finding(
                ConfigFacts.MODULES_REPEATED, list, name, "modules_disabled takes it back again"));
      }
      series
          .module(name)
          .flatMap(ProsodyModule::obsolete)
          .ifPresent(why -> findings.add(finding(ConfigFacts.MODULES_OBSOLETE, list, name, why)));
      missing(name)
          .ifPresent(why -> findings.add(finding(ConfigFacts.MODULES_MISSING, list, name, why)));
    }
    return findings;
  }

  /** A name that nobody knows may be somebody's own module, unless it is nearly a known one. */
  private Optional<String> missing(String name) {
    if (series.module(name).isPresent()) {
      return Optional.empty();
    }
    List<String> others = catalogue.seriesWithModule(name);
    if (!others.isEmpty()) {
      return Optional.of("only Prosody " + String.join(" and ", others) + " has it");
    }
    Set<String> known =
        series.modules().keySet().stream()
            .map(it -> it.substring(ProsodyModule.PREFIX.length()))
            .collect(Collectors.toCollection(TreeSet::new));
    return Spelling.nearest(name, known).map(near -> "did you mean " + near + "?");
  }

  private static Finding finding(Fact<TextSet> fact, Setting list, String name, String why) {
    return new Finding(fact, list, name, why);
  }
}
