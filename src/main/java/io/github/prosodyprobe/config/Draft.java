package io.github.prosodyprobe.config;

import io.github.prosodyprobe.config.ConfigurationProblem.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.luaj.vm2.LuaValue;

/** The configuration while it is being evaluated: Prosody's table of hosts and options. */
final class Draft {

  /** The option by which Prosody knows that a host is a component, and of which kind. */
  static final String COMPONENT_MODULE = "component_module";

  /** With all that is made of a setting afterwards. */
  static final int SETTING_BYTES = 2_000;

  private static final int MAXIMUM_PROBLEMS = 100;
  private static final int MAXIMUM_REPLACED = 10_000;

  private final Environment environment;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final List<Entry> replaced = new ArrayList<>();
  private final List<ConfigurationProblem> problems = new ArrayList<>();
  private final Set<Path> files = new LinkedHashSet<>();
  private final Set<String> absentVariables = new TreeSet<>();

  /** Who sets an option. */
  enum Origin {
    FILE,
    /** {@code VirtualHost} and {@code Component} set some by themselves. */
    STATEMENT
  }

  /** An option's value while later lines may still fill its table. */
  record Entry(LuaValue value, Location location, int lastLine, Origin origin) {}

  private record Host(Location location, Map<String, Entry> entries) {}

  private record Option(String host, String name) {}

  private final Map<Entry, Option> options = new java.util.IdentityHashMap<>();

  Draft(Path main, Environment environment) {
    this.environment = environment;
    hosts.put(Configuration.GLOBAL, new Host(new Location(main, 0), new LinkedHashMap<>()));
  }

  /** A variable of the environment as Lua sees it. */
  LuaValue variable(String name) {
    Optional<String> value = environment.get(name);
    if (value.isEmpty() && absentVariables.size() < MAXIMUM_REPLACED) {
      absentVariables.add(name);
    }
    return value.<LuaValue>map(Native::bytes).orElse(LuaValue.NIL);
  }

  /** The option of this very host; nil where only the global section has it. */
  LuaValue get(String host, String name) {
    Host found = hosts.get(host);
    Entry entry = found == null ? null : found.entries().get(name);
    return entry == null ? LuaValue.NIL : entry.value();
  }

  /** Sets an option; nil unsets it. */
  void set(String host, String name, Entry entry) {
    Map<String, Entry> entries =
        hosts
            .computeIfAbsent(host, ignored -> new Host(entry.location(), new LinkedHashMap<>()))
            .entries();
    Entry before = entries.get(name);
    if (before != null
        && before.origin() == Origin.FILE
        && before.value() != entry.value()
        && replaced.size() < MAXIMUM_REPLACED) {
      replaced.add(before);
    }
    if (entry.value().isnil()) {
      entries.remove(name);
      return;
    }
    options.put(entry, new Option(host, name));
    entries.put(name, entry);
  }

  /** Has a table that was appended to as the option's value; where it begins stays as it is. */
  void touched(String host, String name, LuaValue table, Location location) {
    Host found = hosts.get(host);
    Entry before = found == null ? null : found.entries().get(name);
    Location begin = before == null ? location : before.location();
    int lastLine = before == null ? location.line() : before.lastLine();
    set(host, name, new Entry(table, begin, lastLine, Origin.FILE));
  }

  /** Notes a problem; the evaluation goes on. */
  void problem(Kind kind, Location location, String message) {
    problem(new ConfigurationProblem(kind, location, message, Optional.empty(), Optional.empty()));
  }

  /** Notes a problem; the evaluation goes on, or has ended with it. */
  void problem(ConfigurationProblem problem) {
    if (problems.size() < MAXIMUM_PROBLEMS && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  void file(Path file) {
    files.add(file);
  }

  /** What has been set until now. */
  Configuration finished() {
    Secrets secrets = new Secrets(environment);
    // Twice: a text may contain a secret that only a later line shows to be one.
    hosts.forEach((name, host) -> section(name, host, new ValueReader(secrets)));
    ValueReader values = new ValueReader(secrets);
    List<HostSection> sections = new ArrayList<>();
    hosts.forEach((name, host) -> sections.add(section(name, host, values)));
    List<Setting> overwritten =
        replaced.stream()
            .map(
                entry -> {
                  Option option = options.getOrDefault(entry, new Option("", ""));
                  return setting(option.host(), option.name(), entry, values);
                })
            .toList();
    return new Configuration(
        sections,
        overwritten,
        problems.stream().map(secrets::masked).toList(),
        List.copyOf(files),
        absentVariables);
  }

  private HostSection section(String name, Host host, ValueReader values) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    host.entries()
        .forEach(
            (option, entry) -> {
              if (entry.origin() == Origin.FILE) {
                settings.put(option, setting(name, option, entry, values));
              }
            });
    boolean global = name.equals(Configuration.GLOBAL);
    Entry module = host.entries().get(COMPONENT_MODULE);
    return new HostSection(
        name,
        global
            ? HostSection.Kind.GLOBAL
            : module != null ? HostSection.Kind.COMPONENT : HostSection.Kind.VIRTUAL_HOST,
        global || module == null
            ? Optional.empty()
            : Optional.of(Secrets.plain(values.read(COMPONENT_MODULE, module.value()))),
        host.location(),
        settings);
  }

  private static Setting setting(String host, String name, Entry entry, ValueReader values) {
    return new Setting(
        host, name, values.read(name, entry.value()), entry.location(), entry.lastLine());
  }
}
