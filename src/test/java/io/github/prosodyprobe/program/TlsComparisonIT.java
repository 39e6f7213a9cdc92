package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Our TLS facts of a real server beside those of the tools that everybody knows. */
class TlsComparisonIT {

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void agreesWithOthersOn012(ProsodyServer server) throws Exception {
    JsonReport ours = Program.scan(server, "--report", "json").json();
    assertAll(
        () -> assertLikeNmap(ours, server),
        () -> assertLikeSslscan(ours, server),
        () -> assertLikeTestssl(ours, server));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void agreesWithOthersOn13(ProsodyServer server) throws Exception {
    JsonReport ours = Program.scan(server, "--report", "json").json();
    assertAll(
        () -> assertLikeNmap(ours, server),
        () -> assertLikeSslscan(ours, server),
        () -> assertLikeTestssl(ours, server));
  }

  private static void assertLikeNmap(JsonReport ours, ProsodyServer server) throws Exception {
    String theirs =
        tool(
            "nmap",
            "-Pn",
            "-p",
            Integer.toString(server.c2sDirect().getPort()),
            "--script",
            "ssl-enum-ciphers",
            "--script-args",
            "tls.servername=" + server.domain(),
            "127.0.0.1");
    SortedSet<String> versions = all("(TLSv1\\.\\d|SSLv3):", theirs);
    // nmap has its own names for the suites of TLS 1.3.
    SortedSet<String> suites = all("\\b(TLS_\\w+) ?\\(?", theirs.replace("TLS_AKE_WITH_", "TLS_"));
    assertEquals(versions, ours.texts("tls.versions"), theirs);
    assertEquals(suites, ours.texts("tls.suites"), theirs);
  }

  private static void assertLikeSslscan(JsonReport ours, ProsodyServer server) throws Exception {
    String theirs =
        tool(
            "sslscan",
            "--no-colour",
            "--xml=-",
            "--sni-name=" + server.domain(),
            Program.hostAndPort(server.c2sDirect()));
    SortedSet<String> versions =
        all("type=\"tls\" version=\"(1\\.\\d)\" enabled=\"1\"", theirs).stream()
            .map("TLSv"::concat)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(versions, ours.texts("tls.versions"), theirs);
    for (String version : List.of("1.2", "1.3")) {
      String suffix = version.equals("1.2") ? "-tls12" : "-tls13";
      assertEquals(
          all(
              "sslversion=\"TLSv" + version + "\" bits=\"\\d+\" cipher=\"[^\"]+\" id=\"(0x\\w+)\"",
              theirs),
          codePoints(ours.texts("tls.suites" + suffix), "cipher-suites.txt"),
          theirs);
      assertEquals(
          all(
              "<group sslversion=\"TLSv"
                  + version
                  + "\" bits=\"\\d+\" name=\"[^\"]+\" id=\"(0x\\w+)\"",
              theirs),
          codePoints(ours.texts("tls.groups" + suffix), "named-groups.txt"),
          theirs);
    }
  }

  private static void assertLikeTestssl(JsonReport ours, ProsodyServer server) throws Exception {
    String theirs =
        tool(
            // The newer one: Debian 12's own does not know all groups.
            "src/test/prosody/in-13",
            "testssl",
            "--warnings",
            "batch",
            "--color",
            "0",
            "--quiet",
            "-p",
            "-E",
            "-f",
            "-t",
            "xmpp",
            "--xmpphost",
            server.domain(),
            Program.hostAndPort(server.c2s()));
    SortedSet<String> versions = new TreeSet<>();
    for (String version : List.of("1", "1.1", "1.2", "1.3")) {
      if (Pattern.compile("(?m)^ TLS " + Pattern.quote(version) + " +offered")
          .matcher(theirs)
          .find()) {
        versions.add("TLSv" + (version.equals("1") ? "1.0" : version));
      }
    }
    assertEquals(versions, ours.texts("tls.versions"), theirs);
    assertEquals(
        all("(?m)^ x\\w+ .*\\b(TLS_[A-Z0-9_]+)\\s*$", theirs), ours.texts("tls.suites"), theirs);
    Matcher curves = Pattern.compile("Elliptic curves offered:\\s+([^\\n]+)").matcher(theirs);
    SortedSet<String> groups = new TreeSet<>();
    if (curves.find()) {
      for (String curve : curves.group(1).strip().split("\\s+")) {
        groups.add(
            curve
                .replace("prime256v1", "secp256r1")
                .replace("X25519", "x25519")
                .replace("X448", "x448"));
      }
    }
    assertEquals(groups, ours.texts("tls.groups"), theirs);
  }

  private static SortedSet<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .map(found -> found.startsWith("0x") ? found.toLowerCase(java.util.Locale.ROOT) : found)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names to code points by IANA's own table, so that only numbers are compared. */
  private static SortedSet<String> codePoints(SortedSet<String> names, String table)
      throws IOException {
    Path file = Program.PROJECT.resolve("src/main/resources/io/github/prosodyprobe/tls/" + table);
    SortedSet<String> codes = new TreeSet<>();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split("\\s+");
      if (fields.length >= 2 && names.contains(fields[1])) {
        codes.add(fields[0].toLowerCase(java.util.Locale.ROOT));
      }
    }
    return codes;
  }

  private static String tool(String... command) throws IOException, InterruptedException {
    Program.Ended ended = Program.run(Program.PROJECT, List.of(command));
    return ended.output();
  }
}
