package io.github.prosodyprobe.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.FactRegistry;
import io.github.prosodyprobe.policy.BuiltInOptions;
import io.github.prosodyprobe.text.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalogue of this source tree answers. */
class OptionCatalogueTest {

  private static final OptionCatalogue CATALOGUE = BuiltInOptions.read();

  /** Debian packages these without what they load, so that they cannot be loaded either. */
  private static final Set<String> NEEDS_WHAT_IS_NOT_PACKAGED =
      Set.of(
          "0.12 mod_bob needs mod_cache_c2s_caps",
          "0.12 mod_invites_register_web needs mod_password_policy",
          "0.12 mod_watch_spam_reports needs mod_spam_reporting",
          "13 mod_bob needs mod_cache_c2s_caps");

  @ParameterizedTest
  @CsvSource({
    "0.12,0.12",
    "0.12.3,0.12",
    "13,13",
    "13.0.1,13",
    "0.1,-",
    "0.11.9,-",
    "130,-",
    "'',-"
  })
  void knowsWhichSeriesAVersionIsOf(String version, String series) {
    assertEquals(series, CATALOGUE.of(version).map(SeriesOptions::series).orElse("-"));
  }

  @Test
  void tellsWhatAnOptionIsInEachVersion() {
    Reading old = reading("bosh_max_inactivity", "mod_bosh", "0.12.3");
    assertEquals(Set.of(OptionType.NUMBER), old.types());
    Reading recent = reading("bosh_max_inactivity", "mod_bosh", "13.0.1");
    assertEquals(Set.of(OptionType.PERIOD), recent.types());
    assertEquals(Optional.of(new OptionValue.Number(60)), recent.standard());
    assertEquals(Part.CORE, recent.part());
    assertEquals(Scope.GLOBAL, recent.scope());
  }

  @Test
  void tellsOnlyTheRangesThatAreLookedAt() {
    String name = "c2s_max_child_elements";
    assertEquals(Optional.empty(), reading(name, "mod_c2s", "0.12").least());
    assertEquals(Optional.of(0.0), reading(name, "mod_c2s", "13").least());
  }

  @Test
  void knowsNamesThatTheSourcePutsTogether() {
    assertEquals(
        Optional.of(new OptionValue.Number(10 * 1024 * 1024)),
        reading("http_file_share_size_limit", "mod_http_file_share", "13").standard());
    assertEquals("{ 5222 }", reading("c2s_ports", "mod_c2s", "13").standard().orElseThrow().lua());
    assertEquals(Optional.of(65535.0), reading("c2s_ports", "mod_c2s", "13").most());
    assertTrue(option("frobnicator_ports", "13").isGlobal());
    assertEquals(List.of("core.portmanager"), CATALOGUE.readers("frobnicator_ports"));
    assertTrue(CATALOGUE.option("_port", "13").isEmpty());
  }

  @Test
  void tellsGlobalOptionsFromThoseOfHosts() {
    assertTrue(
        option("s2s_secure_auth", "13").reading("mod_s2s").orElseThrow().scope() == Scope.GLOBAL);
    assertTrue(option("network_backend", "13").isGlobal());
    assertFalse(option("c2s_require_encryption", "13").isGlobal());
    assertFalse(option("max_archive_query_results", "0.12").isGlobal());
  }

  @Test
  void readsTheCodeThatAModuleCompiles() {
    assertEquals(
        Optional.of(new OptionValue.Text("/usr/share/GeoIP/GeoIP.dat")),
        reading("geoip_ipv4_country", "mod_firewall", "13").standard());
  }

  @Test
  void countsTheLibrariesOfAModuleAsTheModule() {
    assertTrue(option("default_archive_policy", "13").reading("mod_mam").isPresent());
    assertTrue(option("max_history_messages", "13").reading("mod_muc").isPresent());
  }

  @Test
  void knowsOldNamesAndWhatReplacesThem() {
    assertEquals(
        Optional.of("registration_allowlist"), option("registration_whitelist", "13").instead());
    ConfigurationOption gone = option("dns_timeout", "13");
    assertEquals(List.of(), gone.effective());
    assertFalse(gone.note().isEmpty());
    assertEquals(List.of("13"), CATALOGUE.seriesWithOption("s2s_send_queue_size"));
    assertEquals(List.of(), CATALOGUE.seriesWithOption("dns_timeout"));
  }

  @Test
  void knowsModules() {
    ProsodyModule bosh = CATALOGUE.module("bosh", "13").orElseThrow();
    assertEquals(ModuleScope.SHARED, bosh.scope());
    assertEquals(Set.of("mod_c2s", "mod_http"), bosh.needs());
    assertEquals(ModuleScope.GLOBAL, CATALOGUE.module("net_multiplex", "13").orElseThrow().scope());
    assertEquals(Part.COMMUNITY, CATALOGUE.module("mod_rest", "13").orElseThrow().part());
    assertEquals(List.of("13"), CATALOGUE.seriesWithModule("rest"));
    assertTrue(CATALOGUE.module("c2s", "0.12").orElseThrow().automatic());
    assertTrue(CATALOGUE.module("tls", "13").orElseThrow().inherited());
    assertFalse(bosh.automatic() || bosh.inherited());
    ProsodyModule gone = CATALOGUE.module("compression", "13").orElseThrow();
    assertEquals(Part.UNPACKAGED, gone.part());
    assertTrue(gone.obsolete().isPresent());
    assertEquals(List.of(), CATALOGUE.seriesWithModule("compression"));
    assertTrue(CATALOGUE.module("pep_plus", "0.12").orElseThrow().obsolete().isPresent());
  }

  @Test
  void findsTheNameThatWasMeant() {
    assertEquals(
        "did you mean c2s_require_encryption?",
        Spelling.hint("c2s_require_encription", CATALOGUE.of("13").orElseThrow().names()));
  }

  /** A remark on a name that is misspelt would be one on nothing. */
  @Test
  void everythingThatIsAddedIsAboutSomething() {
    Set<String> idle = new TreeSet<>();
    for (SeriesOptions series : CATALOGUE.all()) {
      for (ConfigurationOption option : series.options().values()) {
        if (CATALOGUE.readers(option.name()).isEmpty()
            && option.instead().isEmpty()
            && option.note().isEmpty()) {
          idle.add(option.name());
        }
      }
    }
    assertEquals(Set.of(), idle, "nobody reads these");
  }

  @Test
  void whateverAModuleNeedsIsThere() {
    Set<String> missing = new TreeSet<>();
    for (SeriesOptions series : CATALOGUE.all()) {
      for (ProsodyModule module : series.modules().values()) {
        for (String need : module.needs()) {
          if (series.module(need).isEmpty()) {
            missing.add(series.series() + " " + module.name() + " needs " + need);
          }
        }
      }
    }
    assertEquals(NEEDS_WHAT_IS_NOT_PACKAGED, missing);
  }

  @Test
  void everySecretIsMarked() {
    Set<String> open = new TreeSet<>();
    for (SeriesOptions series : CATALOGUE.all()) {
      for (ConfigurationOption option : series.options().values()) {
        if (option.name().matches(".*_(secret|password|key|token)") && !option.secret()) {
          open.add(option.name());
        }
      }
    }
    assertEquals(Set.of(), open, "may hold a secret");
  }

  @Test
  void whatShowsAnOptionIsObserved() {
    long shown =
        CATALOGUE.of("13").orElseThrow().options().values().stream()
            .filter(it -> !it.live().isEmpty())
            .peek(it -> it.live().forEach(fact -> assertTrue(FactRegistry.all().contains(fact))))
            .count();
    assertTrue(shown > 40, shown + " options are shown by facts");
  }

  private static ConfigurationOption option(String name, String version) {
    return CATALOGUE.option(name, version).orElseThrow();
  }

  private static Reading reading(String name, String reader, String version) {
    return option(name, version).reading(reader).orElseThrow();
  }
}
