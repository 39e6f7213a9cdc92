package io.github.prosodyprobe.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting knows its host, its file and its line, and does not tell secrets. */
class ConfigurationReaderTest {

  @TempDir Path folder;

  @Test
  void settingsKnowTheLineWhereTheyBegin() throws IOException {
    Files.writeString(
        folder.resolve("hosts.lua"), "\n\nVirtualHost 'in.example.test'\n  included = true\n");
    Configuration configuration =
        read(
            """
            modules_enabled = {
              "roster";
              "tls";
            }
            VirtualHost "example.test"
              ssl = {
                key = "certs/example.test.key";
              }
            Component "rooms.example.test" "muc" {
              name = "Rooms";
              limit = 5;
            }
            Include "hosts.lua"
            for i = 1, 2 do
              _ENV["made_" .. i] = i
            end
            """);
    assertEquals(List.of(), configuration.problems());
    assertEquals("main.cfg.lua:1-4", place(configuration, "*", "modules_enabled"));
    assertEquals("main.cfg.lua:6-8", place(configuration, "example.test", "ssl"));
    assertEquals("main.cfg.lua:11-11", place(configuration, "rooms.example.test", "limit"));
    assertEquals("hosts.lua:4-4", place(configuration, "in.example.test", "included"));
    assertEquals("main.cfg.lua:15-15", place(configuration, "*", "made_1"));
    assertEquals(
        List.of("*", "example.test", "rooms.example.test", "in.example.test"),
        configuration.hosts().stream().map(HostSection::name).toList());
  }

  @Test
  void whatALaterLineOverwritesIsKeptAside() throws IOException {
    Configuration configuration = read("admins = { 'a' }\nadmins = { 'b' }\n");
    assertEquals("admins = { \"a\" }", configuration.replaced().getFirst().declared());
    assertEquals(2, configuration.effective("*", "admins").orElseThrow().location().line());
  }

  @Test
  void variablesThatAreNotGivenAreNamed() throws IOException {
    assertEquals(
        List.of("A_NAME", "PATH"),
        List.copyOf(read("x = os.getenv('PATH') y = ENV_A_NAME").absentVariables()));
  }

  @Test
  void secretsAreNeverWritten() throws IOException {
    Files.writeString(
        folder.resolve("main.cfg.lua"),
        """
        motd_text = "before: hunter2hunter2"
        component_secret = "hunter2hunter2"
        sql = { driver = "MySQL", password = "hunter2hunter2", host = "db" }
        ldap_password = "hunter2hunter2"
        ldap_server = "ldap://bind:hunter2hunter2@ldap.example.test"
        copied = "the same: hunter2hunter2"
        from_variable = ENV_APP_TOKEN
        api_keys = { "hunter2hunter2" }
        component_secret = "hunter2hunter2 again"
        error("not with hunter2hunter2")
        """);
    Configuration configuration =
        ConfigurationReader.read(
            folder.resolve("main.cfg.lua"),
            Environment.empty().with("APP_TOKEN", "hunter2hunter2"),
            LoaderVersion.V13,
            Limits.standard());
    assertFalse(configuration.toString().contains("hunter2"), configuration.toString());
    assertEquals(
        "sql = { driver = \"MySQL\"; host = \"db\"; password = \"***\" }",
        sorted(configuration.effective("*", "sql").orElseThrow().declared()));
    assertTrue(
        configuration.effective("*", "component_secret").orElseThrow().value()
                instanceof Value.Text text
            && text.text().equals("hunter2hunter2 again"));
  }

  @Test
  void aFileOfVariablesIsReadAsServiceManagersDo() throws Exception {
    assertEquals(
        Map.of(
            "PLAIN", "a b",
            "LATER", "second",
            "EXPORTED", "yes",
            "SINGLE", "$not #replaced\\n",
            "DOUBLE", "line\n\"quoted\" $HOME \\x",
            "EMPTY", "",
            "HASH", "a#b",
            "EQUALS", "a=b"),
        EnvironmentFile.parse(
            """
            \uFEFF# comment
            PLAIN = a b   # not this
              LATER=first
            LATER=second\r
            export EXPORTED=yes

            SINGLE='$not #replaced\\n' # comment
            DOUBLE="line\\n\\"quoted\\" \\$HOME \\x"
            EMPTY=
            HASH=a#b
            EQUALS=a=b
            """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOVALUE", "1A=b", "A='open", "A=\"open", "A='x' y", "=x"})
  void aBrokenLineOfVariablesIsNamedWithoutItsText(String line) {
    MalformedEnvironmentException broken =
        assertThrows(
            MalformedEnvironmentException.class, () -> EnvironmentFile.parse("OK=1\n" + line));
    assertEquals(2, broken.line());
    assertFalse(String.valueOf(broken.getMessage()).contains(line));
  }

  private static String sorted(String declared) {
    String inner = declared.substring(declared.indexOf('{') + 2, declared.length() - 2);
    return declared.substring(0, declared.indexOf('{') + 2)
        + String.join("; ", java.util.Arrays.stream(inner.split("; ")).sorted().toList())
        + " }";
  }

  private String place(Configuration configuration, String host, String option) {
    Setting setting = configuration.effective(host, option).orElseThrow();
    return folder.relativize(setting.location().file())
        + ":"
        + setting.location().line()
        + "-"
        + setting.lastLine();
  }

  private Configuration read(String lua) throws IOException {
    Files.writeString(folder.resolve("main.cfg.lua"), lua);
    return ConfigurationReader.read(
        folder.resolve("main.cfg.lua"), Environment.empty(), LoaderVersion.V13, Limits.standard());
  }
}
