package io.github.prosodyprobe.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.config.ConfigurationProblem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that means harm, or is merely broken, costs a problem that says where, and no more. */
class HostileConfigurationTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do end",
        "repeat until false",
        "for i = 1, math.huge do end",
        "::again:: goto again",
        "local function f() return f() end f()",
        "local function f() return 1 + f() end f()",
        "local function f() pcall(f) end f()",
        "while true do pcall(error, 'x') end",
        "pcall(function () while true do end end) admins = {}",
        "xpcall(function () while true do end end, function () end)",
        "x = ('x'):rep(1e9)",
        "x = ('x'):rep(1e9, 'yyyyyyyyy')",
        "local s = 'x' while true do s = s .. s end",
        "local s = 'x' for i = 1, 40 do s = s:gsub('.', '%0%0') end",
        "local s = 'x' for i = 1, 40 do s = ('%s%s'):format(s, s) end",
        "local s = {} for i = 1, 1e9 do s[i] = i end",
        "local s = {} while true do s[#s + 1] = {} end",
        "local s = {} while true do table.insert(s, 1, 'x') end",
        "local s = {'x'} for i = 1, 40 do s = { table.concat(s, s[1]), s[1] } s[1] = s[1] .. s[1] end",
        "local t = setmetatable({}, { __index = function (t, k) return t[k + 1] end }) x = t[1]",
        "local t = setmetatable({}, { __index = function () return 'x' end }) table.concat(t, '', 1, 2^31 - 1)",
        "local t = setmetatable({}, { __tostring = tostring }) x = tostring(t)",
        "x = ('a'):rep(5000):find(('.-'):rep(40) .. 'b')",
        "x = ('a'):rep(5000):match(('a*'):rep(40) .. 'b')",
        "for i in ('a'):rep(100000):gmatch('.-b') do end",
        "for i = 1, 1e9 do _ENV['x' .. i] = i end",
        "for i = 1, 1e9 do VirtualHost('h' .. i) end",
        "load(function () return 'x = 1 ' end)",
        "while true do load('return ' .. ('{'):rep(100) .. ('}'):rep(100)) end",
        "local f = function (...) return select('#', ...) end while true do f(table.unpack({}, 1, 99999)) end",
      })
  void whatNeverEndsOrGrowsIsEnded(String lua) throws IOException {
    Configuration configuration = read(lua);
    assertEquals(List.of(Kind.LIMIT), kinds(configuration), configuration.problems().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "os.execute('touch /tmp/never')",
        "os.exit()",
        "os.remove('x')",
        "io.open('/etc/passwd')",
        "io.popen('id')",
        "for l in io.lines('/etc/passwd') do end",
        "debug.getregistry()",
        "debug.sethook()",
        "dofile('/etc/passwd')",
        "loadfile('/etc/passwd')",
        "require 'socket'",
        "require('luajava')",
        "package.loadlib('x', 'y')",
        "coroutine.wrap(function () end)()",
        "pcall(require, 'socket')",
      })
  void whatIsNotThereSaysSo(String lua) throws IOException {
    Configuration configuration = read("\n" + lua);
    assertEquals(List.of(Kind.NOT_EVALUATED), kinds(configuration));
    assertEquals(2, configuration.problems().getFirst().location().line());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "luajava.bindClass('java.lang.System')",
        "load(string.dump(function () end))",
        "string.dump(function () end)",
        "local t = setmetatable({}, {}) getmetatable(t).__call = t t()",
        "error({})",
        "error()",
        "error(setmetatable({}, { __tostring = function () error('again') end }))",
        "local t = nil; t.x = 1",
        "x = 1 + {}",
        "setmetatable(_ENV, {}) VirtualHost(1, 2)()",
        "VirtualHost({})",
        "Component 'a' (5)",
        "('x'):rep(-1):bad()",
        "string.format('%d', 'x')",
        "('x'):find('[')",
        "('x'):find('%')",
        "('x'):gsub('x', '%9')",
        "_ENV[{}] = 1",
        "getmetatable('').__index = nil; x = ('x'):rep(2)",
        "local a = {} for i = 1, 300 do a = { a } end x = a y = z.z",
        "string.rep()",
        "x = ('x'):find(('('):rep(50))",
        "Include(nil)",
        "Include({})",
        "FileContents()",
      })
  void anErrorOfTheFileIsAProblemOfTheFile(String lua) throws IOException {
    Configuration configuration = read(lua);
    assertEquals(List.of(Kind.ERROR), kinds(configuration), configuration.problems().toString());
    String shown = configuration.problems().toString();
    assertFalse(shown.contains("Exception") || shown.contains("luaj"), shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1 ~ admins = {{ admins }}",
        "1 ~ admins = { {{- .Values.admins | quote }} }",
        "1 ~ c2s_ports = { ${C2S_PORT} }",
        "1 ~ port = $PORT",
        "1 ~ <%= @admins %>",
        "1 ~ {% if tls %}",
        "1 ~ VirtualHost \"{{ domain }}\"",
        "1 ~ Component(\"muc.${DOMAIN}\")",
        "1 ~ port = @PORT@",
      })
  void aTemplateIsRefusedWithAHint(int line, String template) throws IOException {
    Configuration configuration = read(template);
    assertEquals(List.of(Kind.TEMPLATE), kinds(configuration));
    ConfigurationProblem problem = configuration.problems().getFirst();
    assertEquals(line, problem.location().line());
    assertTrue(problem.hint().orElseThrow().contains("fill"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local a = 1 local b = {{ a }} admins = b",
        "motd_text = 'costs 5$ or ${AMOUNT}, {{ name }}'",
        "-- {{ comment }} ${X}",
        "x = [[ {{ name }} $X ]]",
        "x = {{'a'},{'b'}}",
        "local list = {} count = {#list}",
      })
  void whatOnlyLooksLikeATemplateIsRead(String lua) throws IOException {
    assertEquals(List.of(), read(lua).problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../outside.lua | OUTSIDE_FOLDER",
        "link.lua | OUTSIDE_FOLDER",
        "linked/outside.lua | OUTSIDE_FOLDER",
        "linked/*.lua | OUTSIDE_FOLDER",
        "/etc/passwd | OUTSIDE_FOLDER",
        "main.cfg.lua | INCLUDE_LOOP",
        "*.cfg.lua | INCLUDE_LOOP",
        "absent.lua | UNREADABLE",
        "inside | UNREADABLE",
        "absent/*.lua | UNREADABLE",
      })
  void includesStayInTheFolder(String name, Kind kind, @TempDir Path other) throws IOException {
    Files.writeString(folder.resolveSibling("outside.lua"), "outside = true");
    Files.writeString(other.resolve("outside.lua"), "outside = true");
    Files.createSymbolicLink(folder.resolve("link.lua"), other.resolve("outside.lua"));
    Files.createSymbolicLink(folder.resolve("linked"), other);
    Files.createDirectory(folder.resolve("inside"));
    Configuration configuration = read("Include '" + name + "'");
    assertEquals(List.of(kind), kinds(configuration), configuration.problems().toString());
    assertTrue(configuration.effective("*", "outside").isEmpty());
  }

  @Test
  void aLinkWithinTheFolderIsFollowed() throws IOException {
    Files.createDirectories(folder.resolve("conf.avail"));
    Files.createDirectories(folder.resolve("conf.d"));
    Files.writeString(folder.resolve("conf.avail/a.cfg.lua"), "linked = true");
    Files.createSymbolicLink(
        folder.resolve("conf.d/a.cfg.lua"), Path.of("../conf.avail/a.cfg.lua"));
    assertTrue(read("Include 'conf.d/*.cfg.lua'").effective("*", "linked").isPresent());
  }

  @Test
  void filesOutsideTheFolderAreValuesThatOnlyTheServerHas() throws IOException {
    Configuration configuration =
        read("a = FileContents('/etc/passwd'):gsub('x', 'y') b = Credential('x') .. 'y'");
    assertEquals(List.of(Kind.OUTSIDE_FOLDER, Kind.UNKNOWN_VALUE), kinds(configuration));
    for (String option : List.of("a", "b")) {
      assertTrue(
          configuration.effective("*", option).orElseThrow().value() instanceof Value.Unknown);
    }
  }

  @Test
  void aSyntaxErrorHasItsLineAndWithoutTheSecretItsText() throws IOException {
    Configuration configuration =
        read("admins = { }\ncomponent_secret = \"hunter2hunter2\" oops\n");
    ConfigurationProblem problem = configuration.problems().getFirst();
    assertEquals(Kind.SYNTAX, problem.kind());
    assertTrue(problem.location().line() >= 2, problem.toString());
    assertFalse(
        problem.toString().contains("hunter2") || problem.excerpt().toString().contains("hunter2"));
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    Files.writeString(folder.resolve("main.cfg.lua"), "-".repeat((1 << 20) + 1));
    assertEquals(List.of(Kind.LIMIT), kinds(read()));
  }

  @Test
  void oneEvaluationLeavesNothingToTheNext() throws IOException {
    read("getmetatable('').__index.rep = function () return 'changed' end x = ('a'):rep(2)");
    assertEquals(
        "x = \"aa\"", read("x = ('a'):rep(2)").effective("*", "x").orElseThrow().declared());
  }

  private Configuration read(String lua) throws IOException {
    Files.writeString(folder.resolve("main.cfg.lua"), lua);
    return read();
  }

  private Configuration read() {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            ConfigurationReader.read(
                folder.resolve("main.cfg.lua"),
                Environment.empty(),
                LoaderVersion.V13,
                Limits.standard()));
  }

  private static List<Kind> kinds(Configuration configuration) {
    return configuration.problems().stream().map(ConfigurationProblem::kind).toList();
  }
}
