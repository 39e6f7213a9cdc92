package io.github.prosodyprobe.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.prosodyprobe.config.Configuration;
import io.github.prosodyprobe.config.ConfigurationReader;
import io.github.prosodyprobe.config.Environment;
import io.github.prosodyprobe.config.Limits;
import io.github.prosodyprobe.config.LoaderVersion;
import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.ConfigFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.option.OptionCatalogue;
import io.github.prosodyprobe.option.SeriesOptions;
import io.github.prosodyprobe.policy.BuiltIn;
import io.github.prosodyprobe.policy.BuiltInOptions;
import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.file.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of configurations, each of a few lines. */
class DeclarationTest {

  private static final OptionCatalogue CATALOGUE = BuiltInOptions.read();
  private static final String HOST = "\nVirtualHost 'example.org'\n";

  @TempDir private Path folder;

  static Stream<Arguments> findings() {
    return Stream.of(
        // Lines that change nothing.
        arguments(
            ConfigFacts.OPTIONS_WITHOUT_EFFECT,
            "sasl_mechanisms = { 'PLAIN' }" + HOST,
            List.of("1 sasl_mechanisms: ")),
        arguments(
            ConfigFacts.OPTIONS_WITHOUT_EFFECT,
            "c2s_require_encrypton = true" + HOST,
            List.of(
                "1 c2s_require_encrypton: nobody reads it; did you mean c2s_require_encryption?")),
        arguments(
            ConfigFacts.OPTIONS_WITHOUT_EFFECT,
            "archive_expires_after = '1y'" + HOST,
            List.of("1 archive_expires_after: only ")),
        arguments(
            ConfigFacts.OPTIONS_WITHOUT_EFFECT,
            "modules_enabled = { 'mam' } archive_expires_after = '1y'" + HOST,
            List.of()),
        arguments(
            ConfigFacts.OPTIONS_WITHOUT_EFFECT, "allow_registration = false" + HOST, List.of()),
        arguments(
            ConfigFacts.OPTIONS_WITHOUT_EFFECT,
            "modules_enabled = { 'our_own' } our_own_colour = 'red'" + HOST,
            List.of()),
        // Lines in the wrong place.
        arguments(
            ConfigFacts.OPTIONS_OUT_OF_PLACE,
            "modules_enabled = { 'mam' }"
                + HOST
                + "Component 'rooms.example.org' 'muc'\narchive_expires_after = '1y'",
            List.of("4 archive_expires_after: it belongs to rooms.example.org alone")),
        arguments(
            ConfigFacts.OPTIONS_OUT_OF_PLACE,
            HOST + "c2s_ports = { 5223 }",
            List.of("3 c2s_ports: it is read in the global section only")),
        // Values that are not taken.
        arguments(
            ConfigFacts.VALUES_REPLACED,
            "modules_enabled = { 'tls' } c2s_require_encryption = 'yes'" + HOST,
            List.of("1 c2s_require_encryption: mod_tls wants boolean")),
        arguments(
            ConfigFacts.VALUES_REPLACED,
            "modules_enabled = { 'tls' } c2s_require_encryption = 'true'" + HOST,
            List.of()),
        // Values that take protection away.
        arguments(
            ConfigFacts.UNSAFE_VALUES,
            "s2s_secure_auth = false" + HOST,
            List.of("1 s2s_secure_auth: ")),
        arguments(
            ConfigFacts.UNSAFE_VALUES,
            "http_status_allow_cidr = '0.0.0.0/0'" + HOST,
            List.of("1 http_status_allow_cidr: ")),
        arguments(
            ConfigFacts.UNSAFE_VALUES, "ssl = { protocol = 'tlsv1+' }" + HOST, List.of("1 ssl: ")),
        arguments(
            ConfigFacts.UNSAFE_VALUES,
            "ssl = { protocol = 'tlsv1_2+', ciphers = 'HIGH:!aNULL:!RC4' }" + HOST,
            List.of()),
        arguments(
            ConfigFacts.UNSAFE_VALUES,
            "trusted_proxies = { '127.0.0.1', '10.0.0.0/8' }" + HOST,
            List.of()),
        // Secrets.
        arguments(
            ConfigFacts.WELL_KNOWN_SECRETS,
            "turn_external_secret = 'changeme'" + HOST,
            List.of("1 turn_external_secret: ")),
        arguments(
            ConfigFacts.WELL_KNOWN_SECRETS,
            "turn_external_secret = 'hT7vQ2pXw9LmZ4kC'" + HOST,
            List.of()),
        // Modules.
        arguments(
            ConfigFacts.MODULES_REPEATED,
            "modules_enabled = { 'tls', 'roster', 'tls' }" + HOST,
            List.of("1 tls: it is named twice")),
        arguments(
            ConfigFacts.MODULES_MISSING,
            "modules_enabled = { 'carbon' }" + HOST,
            List.of("1 carbon: did you mean carbons?")),
        arguments(
            ConfigFacts.MODULES_OBSOLETE,
            "modules_enabled = { 'legacyauth' }" + HOST,
            List.of("1 legacyauth: ")));
  }

  @ParameterizedTest
  @MethodSource("findings")
  void findsWhatIsTheMatterAndWhere(Fact<TextSet> fact, String text, List<String> beginnings)
      throws IOException {
    List<String> found = texts(declaration(text, List.of()), fact);
    assertEquals(beginnings.size(), found.size(), found::toString);
    for (int index = 0; index < found.size(); index++) {
      String expected = "prosody.cfg.lua:" + beginnings.get(index);
      assertTrue(found.get(index).startsWith(expected), found::toString);
    }
  }

  @Test
  void saysNoSecret() throws IOException {
    Declaration declaration =
        declaration(
            "turn_external_secret = 'changeme'\ncomponent_secret = 'xmpp'" + HOST, List.of());
    String everything = declaration.facts() + " " + declaration.evidence();
    assertFalse(everything.contains("changeme"), everything);
    assertFalse(everything.contains("'xmpp'"), everything);
    assertTrue(everything.contains("***"), everything);
  }

  @Test
  void whatCouldNotBeReadMayHoldWhatWasNotFound() throws IOException {
    Declaration declaration = declaration("Include '/etc/hostname'" + HOST, List.of());
    assertInstanceOf(
        FactState.Unobserved.class, declaration.facts().state(ConfigFacts.UNSAFE_VALUES));
    for (Fact<?> fact :
        List.of(ConfigFacts.MODULES, ConfigFacts.STORAGE, ConfigFacts.DIFFERS_FROM_LIVE)) {
      assertInstanceOf(FactState.Unobserved.class, declaration.facts().state(fact));
    }
  }

  @Test
  void aListenerThatCouldNotBeSeenIsNoAgreement() throws IOException {
    Endpoint c2s = new Endpoint(Listener.C2S, "example.org", "192.0.2.7:5222");
    FactState refused =
        new FactState.Unobserved(Reason.of(ReasonCode.TCP_REFUSED, "nobody listens"));
    EndpointFacts down = EndpointFacts.of(c2s, Map.of(StreamFacts.STARTTLS, refused));
    EndpointFacts half =
        EndpointFacts.of(
            c2s,
            Map.of(
                StreamFacts.STARTTLS,
                refused,
                TlsFacts.VERSIONS,
                observed(FactValue.texts("TLSv1.3"))));
    EndpointFacts old =
        EndpointFacts.of(
            c2s,
            Map.of(
                StreamFacts.STARTTLS,
                refused,
                TlsFacts.VERSIONS,
                observed(FactValue.texts("TLSv1.0"))));
    for (EndpointFacts seen : List.of(down, half)) {
      assertInstanceOf(
          FactState.Unobserved.class,
          declaration(HOST, List.of(seen)).facts().state(ConfigFacts.DIFFERS_FROM_LIVE));
    }
    assertEquals(1, texts(declaration(HOST, List.of(old)), ConfigFacts.DIFFERS_FROM_LIVE).size());
  }

  @Test
  void holdsTheFileAgainstWhatWasSeen() throws IOException {
    Endpoint c2s = new Endpoint(Listener.C2S, "example.org", "192.0.2.7:5222");
    Endpoint bosh = new Endpoint(Listener.BOSH, "example.org", "192.0.2.7:5281");
    List<EndpointFacts> seen =
        List.of(
            EndpointFacts.of(
                c2s,
                Map.of(
                    StreamFacts.STARTTLS, observed(FactValue.text("offered")),
                    TlsFacts.VERSIONS, observed(FactValue.texts("TLSv1.2", "TLSv1.3")))),
            EndpointFacts.of(bosh, Map.of(BoshFacts.INACTIVITY, observed(FactValue.count(60)))));
    Declaration declaration =
        declaration(
            "modules_enabled = { 'bosh' }\nc2s_require_encryption = true\nbosh_max_inactivity = 90"
                + HOST,
            seen);
    assertEquals(
        List.of(
            "prosody.cfg.lua:2 c2s_require_encryption: declared true; c2s 192.0.2.7:5222 has"
                + " starttls.offer = offered",
            "prosody.cfg.lua:3 bosh_max_inactivity: declared 90; bosh 192.0.2.7:5281 has"
                + " bosh.inactivity = 60"),
        texts(declaration, ConfigFacts.DIFFERS_FROM_LIVE));
    assertEquals(
        List.of(
            "by default c2s_ssl: declared TLSv1.2, TLSv1.3; c2s 192.0.2.7:5222 has tls.versions ="
                + " TLSv1.2, TLSv1.3"),
        texts(declaration, ConfigFacts.SAME_AS_LIVE));
  }

  @Test
  void whatCouldNotBeHeldAgainstTheServerIsNamed() throws IOException {
    Endpoint bosh = new Endpoint(Listener.BOSH, "example.org", "192.0.2.7:5281");
    FactState refused =
        new FactState.Unobserved(Reason.of(ReasonCode.TCP_REFUSED, "192.0.2.7:5281"));
    Declaration declaration =
        declaration(
            "modules_enabled = { 'bosh' }\nbosh_max_wait = 30\nc2s_require_encryption = true\n"
                + "c2s_ports = { 5222 }"
                + HOST,
            List.of(EndpointFacts.of(bosh, Map.of(BoshFacts.WAIT, refused))));
    assertEquals(
        List.of(
            "prosody.cfg.lua:2 bosh_max_wait: declared 30; bosh.wait was not seen: tcp-refused"
                + " (192.0.2.7:5281)",
            "prosody.cfg.lua:3 c2s_require_encryption: declared true; starttls.offer was not seen:"
                + " no listener c2s was looked at",
            "prosody.cfg.lua:4 c2s_ports: it has a part in port.answer, and others have too"),
        texts(declaration, ConfigFacts.NOT_COMPARED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tls_profile = 'modern'                                          | TLSv1.3",
        "tls_profile = 'old'                                             | TLSv1.0",
        "tls_profile = 'old' ssl = { protocol = 'tlsv1_2+' }             | TLSv1.2",
        "ssl = { protocol = 'tlsv1+' } c2s_ssl = { protocol = 'tlsv1_2+' } | TLSv1.2",
        "c2s_ssl = { protocol = 'tlsv1_1+' } ssl = { ciphers = 'HIGH' }  | TLSv1.1",
        "s2s_ssl = { protocol = 'tlsv1+' }                               | TLSv1.2",
      })
  void theOldestVersionIsThatOfTheNearestTable(String text, String oldest) throws IOException {
    EndpointFacts c2s =
        EndpointFacts.of(
            new Endpoint(Listener.C2S, "example.org", "192.0.2.7:5222"),
            Map.of(TlsFacts.VERSIONS, observed(FactValue.texts("none"))));
    List<String> differs =
        texts(declaration(text + HOST, List.of(c2s)), ConfigFacts.DIFFERS_FROM_LIVE);
    assertTrue(differs.getFirst().contains("c2s_ssl: declared " + oldest), differs.toString());
  }

  @Test
  void aHostIsFoundByEitherOfItsNames() throws IOException {
    Configuration configuration = read("VirtualHost 'b\u00fccher.example'\n");
    assertEquals(
        Optional.of("b\u00fccher.example"),
        Declaration.virtualHost(configuration, "xn--bcher-kva.example"));
    String derived = DerivedPolicy.of(configuration, "xn--bcher-kva.example", series());
    assertTrue(derived.contains("name: declared-xn--bcher-kva-example"), derived);
    EndpointFacts c2s =
        EndpointFacts.of(
            new Endpoint(Listener.C2S, "xn--bcher-kva.example", "192.0.2.7:5222"),
            Map.of(StreamFacts.STARTTLS, observed(FactValue.text("offered"))));
    Declaration declaration =
        Declaration.of(configuration, "xn--bcher-kva.example", CATALOGUE, series(), List.of(c2s));
    assertEquals(1, texts(declaration, ConfigFacts.DIFFERS_FROM_LIVE).size());
  }

  @Test
  void whatWasNotLookedAtIsNeitherSameNorDifferent() throws IOException {
    assertInstanceOf(
        FactState.NotApplicable.class,
        declaration(HOST, List.of()).facts().state(ConfigFacts.DIFFERS_FROM_LIVE));
  }

  @Test
  void aDerivedPolicyIsValidAndHasWhatTheFileSays() throws IOException, PolicyException {
    String text =
        DerivedPolicy.of(
            read("c2s_require_encryption = false\ndisable_sasl_mechanisms = { 'PLAIN' }" + HOST),
            "example.org",
            series());
    SourceText source = SourceText.utf8("derived.yaml", text.getBytes(StandardCharsets.UTF_8));
    Policy policy = BuiltIn.library().read(source, (_, _) -> Optional.empty());
    assertTrue(
        policy.checks().stream()
            .anyMatch(
                check ->
                    check.id().equals("declared-c2s-require-encryption")
                        && check.expectation().describe().contains("offered")),
        text);
    assertTrue(text.contains("{ excludes: ['PLAIN'] }"), text);
  }

  private static FactState observed(FactValue value) {
    return new FactState.Observed(value, "seen");
  }

  private static List<String> texts(Declaration declaration, Fact<TextSet> fact) {
    FactState.Observed state =
        assertInstanceOf(FactState.Observed.class, declaration.facts().state(fact));
    return ((TextSet) state.value()).values().stream().map(Object::toString).toList();
  }

  private Declaration declaration(String text, List<EndpointFacts> seen) throws IOException {
    return Declaration.of(read(text), "example.org", CATALOGUE, series(), seen);
  }

  private static SeriesOptions series() {
    return CATALOGUE.of("13").orElseThrow();
  }

  private Configuration read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("prosody.cfg.lua"), text);
    return ConfigurationReader.read(
        file, Environment.empty(), LoaderVersion.V13, Limits.standard());
  }
}
