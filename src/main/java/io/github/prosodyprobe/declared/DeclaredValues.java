package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Configuration;
import io.github.prosodyprobe.config.HostSection;
import io.github.prosodyprobe.config.HostSection.Kind;
import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.config.Value;
import io.github.prosodyprobe.fact.ConfigFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is declared of that which no stranger can see: retention, limits, storage, logs. Connects to
 * nothing.
 *
 * @param declared what the file comes to for the virtual host that is meant
 */
record DeclaredValues(DeclaredFor declared) {

  private static final long WEEK = 604_800;

  /** The facts, each with the settings that show it. */
  Map<Fact<?>, Shown> facts() {
    Map<Fact<?>, Shown> facts = new TreeMap<>();
    facts.put(
        ConfigFacts.MODULES,
        loaded(Stream.of(declared.host()), settings("modules_enabled", "modules_disabled")));
    facts.put(ConfigFacts.COMPONENT_MODULES, componentModules());
    facts.put(ConfigFacts.ARCHIVE_SECONDS, archive());
    facts.put(ConfigFacts.PUSH_CONTENT, push());
    facts.put(ConfigFacts.REGISTRATION_INTERVAL, registrationInterval());
    facts.put(ConfigFacts.RATE_LIMITS, rates());
    facts.put(ConfigFacts.STORAGE, listed("storage", "default_storage"));
    facts.put(ConfigFacts.BLOCK_LISTS, listed("anti_spam_services"));
    facts.put(ConfigFacts.NAMESPACES_NOT_ARCHIVED, notArchived());
    facts.put(ConfigFacts.LOGS, logs());
    return facts;
  }

  /**
   * A fact and what shows it.
   *
   * @param state what is declared
   * @param settings the lines; empty where nothing is said
   */
  record Shown(FactState state, List<Setting> settings) {}

  private static FactState observed(FactValue value) {
    return new FactState.Observed(value, "");
  }

  private Shown loaded(Stream<String> hosts, List<Setting> settings) {
    List<String> names =
        hosts
            .flatMap(name -> declared.modules().on(name).stream())
            .map(DeclaredValues::withoutPrefix)
            .distinct()
            .toList();
    return new Shown(observed(FactValue.texts(names)), settings);
  }

  private Shown componentModules() {
    List<HostSection> components =
        declared.configuration().hosts().stream()
            .filter(it -> it.kind() == Kind.COMPONENT)
            .toList();
    return components.isEmpty()
        ? new Shown(new FactState.NotApplicable("the file declares no component"), List.of())
        : loaded(
            components.stream().map(HostSection::name),
            components.stream()
                .map(it -> it.settings().get("modules_enabled"))
                .flatMap(Stream::ofNullable)
                .toList());
  }

  private Shown registrationInterval() {
    boolean open =
        declared.loads("mod_register_ibr")
            && effective("allow_registration")
                .flatMap(setting -> Values.flag(setting.value()))
                .orElse(false);
    if (!open) {
      return new Shown(new FactState.NotApplicable("registration is not declared open"), List.of());
    }
    List<Setting> declared = settings("min_seconds_between_registrations");
    long seconds =
        declared.stream()
            .findFirst()
            .flatMap(setting -> Values.seconds(setting.value()))
            .orElse(0L);
    return new Shown(observed(FactValue.count(seconds)), declared);
  }

  private Shown logs() {
    List<Setting> declared = settings("log");
    List<String> levels =
        declared.stream()
            .map(Setting::value)
            .filter(Value.Table.class::isInstance)
            .flatMap(value -> levels((Value.Table) value))
            .distinct()
            .toList();
    return new Shown(observed(FactValue.texts(levels)), declared);
  }

  /** {@code { error = "prosody.err" }}, or {@code { { levels = { "error" }, to = "file" } }}. */
  private static Stream<String> levels(Value.Table log) {
    Stream<String> detailed =
        log.items().stream()
            .filter(Value.Table.class::isInstance)
            .map(item -> ((Value.Table) item).entries())
            .flatMap(
                sink ->
                    Stream.of("levels", "min_level")
                        .map(sink::get)
                        .flatMap(Stream::ofNullable)
                        .flatMap(Values::texts));
    return Stream.concat(log.entries().keySet().stream(), detailed);
  }

  private Shown archive() {
    if (!declared.loads("mod_mam")) {
      return new Shown(new FactState.NotApplicable("mod_mam is not loaded"), List.of());
    }
    List<Setting> declared = settings("archive_expires_after");
    Optional<Value> value = declared.stream().findFirst().map(Setting::value);
    if (value.filter(Values::isNever).isPresent()) {
      return new Shown(observed(FactValue.count(Long.MAX_VALUE)), declared);
    }
    long seconds = value.flatMap(Values::seconds).orElse(WEEK);
    return new Shown(observed(FactValue.count(seconds)), declared);
  }

  private Shown notArchived() {
    if (!declared.loads("mod_mam")) {
      return new Shown(new FactState.NotApplicable("mod_mam is not loaded"), List.of());
    }
    return new Shown(
        observed(FactValue.texts(declared.textsOrStandard("dont_archive_namespaces"))),
        settings("dont_archive_namespaces"));
  }

  private Shown push() {
    if (!declared.loads("mod_cloud_notify")) {
      return new Shown(new FactState.NotApplicable("mod_cloud_notify is not loaded"), List.of());
    }
    List<String> content = new ArrayList<>();
    for (String part : List.of("body", "sender")) {
      effective("push_notification_with_" + part)
          .flatMap(setting -> Values.flag(setting.value()))
          .filter(on -> on)
          .ifPresent(_ -> content.add(part));
    }
    return new Shown(
        observed(FactValue.texts(content)),
        settings("push_notification_with_body", "push_notification_with_sender"));
  }

  private Shown rates() {
    if (!declared.loads("mod_limits")) {
      return new Shown(new FactState.NotApplicable("mod_limits is not loaded"), List.of());
    }
    List<String> rates = new ArrayList<>();
    effective("limits")
        .map(Setting::value)
        .ifPresent(
            value -> {
              if (value instanceof Value.Table table) {
                table.entries().forEach((kind, limit) -> rates.add(kind + " " + rate(limit)));
              }
            });
    return new Shown(observed(FactValue.texts(rates)), settings("limits"));
  }

  private static String rate(Value limit) {
    return limit instanceof Value.Table table && table.entries().get("rate") instanceof Value rate
        ? Values.texts(rate).findFirst().orElse(rate.toString())
        : limit.toString();
  }

  private Shown listed(String... options) {
    List<Setting> declared = settings(options);
    return new Shown(
        observed(
            FactValue.texts(
                declared.stream().map(Setting::value).flatMap(DeclaredValues::entries).toList())),
        declared);
  }

  /** The parts of a table, each as the file has it. */
  private static Stream<String> entries(Value value) {
    return switch (value) {
      case Value.Table table ->
          Stream.concat(
              table.items().stream().map(DeclaredValues::plain),
              table.entries().entrySet().stream()
                  .map(entry -> entry.getKey() + " = " + plain(entry.getValue())));
      default -> Stream.of(plain(value));
    };
  }

  private static String plain(Value value) {
    return value instanceof Value.Text text && !text.secret() ? text.text() : value.toString();
  }

  private Optional<Setting> effective(String option) {
    return declared.setting(option);
  }

  /** Where an option is set for the host, or for all. */
  private List<Setting> settings(String... options) {
    return Stream.of(options)
        .flatMap(
            option ->
                Stream.of(declared.host(), Configuration.GLOBAL)
                    .map(declared.configuration()::host)
                    .flatMap(Optional::stream)
                    .map(HostSection::settings)
                    .map(settings -> settings.get(option))
                    .flatMap(Stream::ofNullable))
        .toList();
  }

  private static String withoutPrefix(String module) {
    return module.startsWith("mod_") ? module.substring("mod_".length()) : module;
  }
}
