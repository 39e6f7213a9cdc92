package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Configuration;
import io.github.prosodyprobe.config.HostSection;
import io.github.prosodyprobe.config.HostSection.Kind;
import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.config.Value;
import io.github.prosodyprobe.option.ModuleScope;
import io.github.prosodyprobe.option.ProsodyModule;
import io.github.prosodyprobe.option.SeriesOptions;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which modules Prosody loads for each host of a configuration, as its {@code
 * core/modulemanager.lua} decides. Connects to nothing.
 */
final class LoadedModules {

  private final Configuration configuration;
  private final SeriesOptions known;
  private final Map<String, SortedSet<String>> byHost = new HashMap<>();

  LoadedModules(Configuration configuration, SeriesOptions known) {
    this.configuration = configuration;
    this.known = known;
    for (HostSection host : configuration.hosts()) {
      if (host.kind() != Kind.GLOBAL) {
        byHost.put(host.name(), closed(loadedFor(host)));
      }
    }
  }

  /** The modules of a host, with {@code mod_}; of the global section those of all hosts. */
  SortedSet<String> on(String host) {
    if (host.equals(Configuration.GLOBAL)) {
      SortedSet<String> all = new TreeSet<>();
      byHost.values().forEach(all::addAll);
      return all;
    }
    SortedSet<String> own = new TreeSet<>(byHost.getOrDefault(host, new TreeSet<>()));
    // A global module is there once, for whoever enables it.
    byHost.values().stream().flatMap(Collection::stream).filter(this::isGlobal).forEach(own::add);
    return own;
  }

  /** The hosts for which a module is loaded. */
  List<String> hostsOf(String module) {
    return byHost.entrySet().stream()
        .filter(entry -> entry.getValue().contains(module))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Modules that are enabled and that the catalogue does not know: what they read is unknown. */
  SortedSet<String> unknown() {
    SortedSet<String> unknown = new TreeSet<>(on(Configuration.GLOBAL));
    unknown.removeIf(module -> known.module(module).isPresent());
    return unknown;
  }

  private boolean isGlobal(String module) {
    return known.module(module).filter(it -> it.scope() != ModuleScope.HOST).isPresent();
  }

  private Set<String> loadedFor(HostSection host) {
    Set<String> modules = named(ProsodyModule::automatic);
    modules.addAll(names(global("modules_enabled")));
    modules.removeAll(names(global("modules_disabled")));
    if (host.kind() == Kind.COMPONENT) {
      modules.retainAll(named(ProsodyModule::inherited));
    }
    modules.addAll(names(own(host, "modules_enabled")));
    modules.removeAll(names(own(host, "modules_disabled")));
    host.componentModule().ifPresent(modules::add);
    if (host.kind() == Kind.VIRTUAL_HOST) {
      modules.add("auth_" + provider(host));
    }
    drivers(host).forEach(driver -> modules.add("storage_" + driver));
    return modules;
  }

  private Set<String> named(Predicate<ProsodyModule> wanted) {
    return known.modules().values().stream()
        .filter(wanted)
        .map(module -> module.name().substring(ProsodyModule.PREFIX.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String provider(HostSection host) {
    return configuration
        .effective(host.name(), "authentication")
        .map(Setting::value)
        .map(value -> value instanceof Value.Text text ? text.text() : "internal_hashed")
        .orElse("internal_hashed");
  }

  private Stream<String> drivers(HostSection host) {
    Stream<Value> declared =
        Stream.of("storage", "default_storage")
            .map(option -> configuration.effective(host.name(), option))
            .flatMap(Optional::stream)
            .map(Setting::value);
    return Stream.concat(Stream.of("internal"), declared.flatMap(Values::texts));
  }

  private Optional<Setting> global(String option) {
    return configuration.host(Configuration.GLOBAL).map(section -> section.settings().get(option));
  }

  private static Optional<Setting> own(HostSection host, String option) {
    return Optional.ofNullable(host.settings().get(option));
  }

  private static List<String> names(Optional<Setting> setting) {
    return setting.map(Setting::value).stream().flatMap(Values::texts).toList();
  }

  /** With what the modules need in their turn; all with {@code mod_}. */
  private SortedSet<String> closed(Set<String> modules) {
    SortedSet<String> all = new TreeSet<>();
    Deque<String> waiting = new ArrayDeque<>();
    modules.stream().map(ProsodyModule.PREFIX::concat).forEach(waiting::add);
    while (!waiting.isEmpty()) {
      String module = waiting.removeFirst();
      if (all.add(module)) {
        known.module(module).map(ProsodyModule::needs).ifPresent(waiting::addAll);
      }
    }
    return all;
  }
}
