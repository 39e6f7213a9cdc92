package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.Program.Ended;
import io.github.prosodyprobe.prosody.ProsodyServer;
import io.github.prosodyprobe.prosody.RealProsody;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans real servers as a server that they trust. */
class IdentityIT {

  private static final String ITSELF =
      "s2s-external-accepted,s2s-external-server-auth-only,contact-addresses-published";

  @TempDir private Path folder;

  @Test
  @RealProsody(version = "0.12", config = "audited")
  void theAuditedServerLetsItIn012(ProsodyServer server) throws Exception {
    assertLetIn(server, "Prosody 0.12", Set.of("abuse"));
  }

  @Test
  @RealProsody(version = "13", config = "audited")
  void theAuditedServerLetsItIn13(ProsodyServer server) throws Exception {
    assertLetIn(server, "Prosody 13.", Set.of("abuse"));
  }

  @Test
  @RealProsody(version = "0.12", config = "recommended")
  void theRecommendedServerLetsItIn012(ProsodyServer server) throws Exception {
    assertLetIn(server, "Prosody 0.12", Set.of("abuse", "security"));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theRecommendedServerLetsItIn13(ProsodyServer server) throws Exception {
    assertLetIn(server, "Prosody 13.", Set.of("abuse", "security"));
  }

  private void assertLetIn(ProsodyServer server, String software, Set<String> contacts)
      throws Exception {
    JsonReport both = scan(server, server.peerCertificate(), server.peerKey()).expect(0).json();
    Path certificate = forServersOnly(server);
    JsonReport one = scan(server, certificate, server.peerKey()).expect(0).json();
    assertAll(
        () ->
            assertEquals(
                Set.of("s2s-external-accepted", "contact-addresses-published"),
                both.checks("pass")),
        () ->
            assertEquals(
                Set.of("s2s-external-server-auth-only"), both.on("s2s").checks("not-applicable")),
        () -> assertEquals(Set.of(), one.checks("not-applicable")),
        () -> assertEquals(3, one.checks("pass").size()),
        () -> assertEquals(contacts, one.texts("contact.kinds")),
        () -> assertEquals(Set.of("server/im"), one.texts("disco.identities")),
        () -> assertTrue(one.texts("disco.features").contains("urn:xmpp:carbons:2")),
        () -> assertTrue(one.texts("disco.items").contains("conference." + server.domain())),
        () ->
            assertTrue(
                one.factOn("s2s", "software.version").orElseThrow().startsWith(software),
                software));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void aScanWithoutIdentityIsJudgedWithoutIt(ProsodyServer server) throws Exception {
    JsonReport report =
        run(server, List.of("--only", ITSELF + ",s2s-tls-required")).expect(0).json();
    assertEquals(Set.of(ITSELF.split(",")), report.on("s2s").checks("not-applicable"));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theKeyIsNowhereInWhatIsWritten(ProsodyServer server) throws Exception {
    List<String> key =
        Files.readAllLines(server.peerKey()).stream().filter(line -> line.length() > 40).toList();
    Path report = folder.resolve("all.json");
    Ended look =
        Program.probe(
            "look",
            server.domain(),
            "--connect",
            "s2s=" + Program.hostAndPort(server.s2s()),
            "--trust",
            server.ca().toString(),
            "--s2s-identity",
            server.peerDomain(),
            "--s2s-cert",
            server.peerCertificate().toString(),
            "--s2s-key",
            server.peerKey().toString(),
            "--report",
            "text",
            "--report",
            "json=" + report,
            "--debug");
    Ended scan = scan(server, server.peerCertificate(), server.peerKey(), "--debug");
    // The wrong one, so that the reader complains.
    Ended faulty = scan(server, server.ca(), server.peerKey(), "--debug").expect(2);
    String all =
        Files.readString(report)
            + look
            + scan
            + faulty
            + scan(server, server.peerKey(), server.peerKey(), "--debug").expect(2);
    assertTrue(all.contains("</auth>"), "the conversation is in the report");
    assertTrue(key.size() > 10);
    key.forEach(line -> assertFalse(all.contains(line)));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void whatCannotBeUsedIsRefusedBeforeAnythingIsDialled(ProsodyServer server) throws Exception {
    Path certificate = server.peerCertificate();
    Path open = folder.resolve("open.key");
    Files.copy(server.peerKey(), open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.key"), open);
    Path other = folder.resolve("other.key");
    openssl("genpkey", "-algorithm", "ED25519", "-out", other.toString());
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
    String peer = server.peerDomain();
    assertAll(
        () -> assertRefused(server, "belong together", "--s2s-identity", peer),
        () -> assertRefused(server, "belong together", "--s2s-key", other.toString()),
        () -> assertRefused(server, "chmod 600", identity(peer, certificate, open)),
        () -> assertRefused(server, "chmod 600", identity(peer, certificate, link)),
        () -> assertRefused(server, "not the key", identity(peer, certificate, other)),
        () ->
            assertRefused(
                server, "do not talk to themselves", identity(server.domain(), certificate, other)),
        () ->
            assertRefused(
                server,
                "do not talk to themselves",
                Stream.concat(
                        Stream.of("--also", peer),
                        Stream.of(identity(peer, certificate, server.peerKey())))
                    .toArray(String[]::new)),
        () ->
            assertRefused(
                server,
                "is not for other.test",
                identity("other.test", certificate, server.peerKey())),
        () ->
            assertRefused(
                server, "does not exist", identity(peer, certificate, folder.resolve("none"))));
  }

  private static void assertRefused(ProsodyServer server, String words, String... options)
      throws Exception {
    Ended ended = run(server, List.of(options)).expect(2);
    assertTrue(ended.errors().contains(words), ended.errors());
    assertEquals("", ended.output());
  }

  private static Ended scan(ProsodyServer server, Path certificate, Path key, String... options)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("--only", ITSELF));
    all.addAll(List.of(identity(server.peerDomain(), certificate, key)));
    all.addAll(List.of(options));
    return run(server, all);
  }

  private static String[] identity(String domain, Path certificate, Path key) {
    return new String[] {
      "--s2s-identity", domain, "--s2s-cert", certificate.toString(), "--s2s-key", key.toString()
    };
  }

  private static Ended run(ProsodyServer server, List<String> options) throws Exception {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--connect", "s2s=" + Program.hostAndPort(server.s2s())));
    all.addAll(List.of("--report", "json"));
    return Program.scan(server, all.toArray(String[]::new));
  }

  /** As public authorities issue them since 2026. */
  private Path forServersOnly(ProsodyServer server) throws Exception {
    Path extensions = folder.resolve("extensions");
    Files.writeString(
        extensions,
        "basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:"
            + server.peerDomain());
    String request = folder.resolve("request").toString();
    Path certificate = folder.resolve("server-only.pem");
    openssl(
        "req", "-new", "-key", server.peerKey().toString(), "-subj", "/CN=peer", "-out", request);
    openssl(
        "x509",
        "-req",
        "-in",
        request,
        "-CA",
        server.ca().toString(),
        "-CAkey",
        server.caKey().toString(),
        "-set_serial",
        "7",
        "-days",
        "2",
        "-extfile",
        extensions.toString(),
        "-out",
        certificate.toString());
    return certificate;
  }

  private void openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Program.run(folder, command).expect(0);
  }
}
