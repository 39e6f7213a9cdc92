package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.prosodyprobe.probe.IdentifiedPeer;
import io.github.prosodyprobe.probe.PeerIdentity;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.target.Target;
import io.github.prosodyprobe.tls.ClientCredential;
import io.github.prosodyprobe.tls.CredentialException;
import io.github.prosodyprobe.tls.CredentialReader;
import io.github.prosodyprobe.tls.OwnCertificate;
import io.github.prosodyprobe.tls.TrustStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server the operator lets a scan speak for. */
final class IdentityOptions {

  private static final int CHAIN_BYTES = 256 << 10;

  @Option(
      names = "--s2s-identity",
      paramLabel = "DOMAIN",
      description =
          "A domain of your own, other than the target, to log in as a server (s2s). With"
              + " --s2s-cert and --s2s-key.")
  private @Nullable String domain;

  @Option(
      names = "--s2s-cert",
      paramLabel = "FILE",
      description = "Its certificate, and those that lead to a root (PEM).")
  private @Nullable Path certificate;

  @Option(
      names = "--s2s-key",
      paramLabel = "FILE",
      description = "The key of that (PEM, not encrypted), which nobody else may read.")
  private @Nullable Path key;

  /**
   * Reads what was given.
   *
   * @param target what is scanned
   * @return empty when nothing was given
   * @throws UserError when it cannot be used against this target
   */
  Optional<IdentifiedPeer> peer(Target target, TrustStore roots, Clock clock) {
    if (domain == null && certificate == null && key == null) {
      return Optional.empty();
    }
    if (domain == null || certificate == null || key == null) {
      throw new UserError(
          "--s2s-identity, --s2s-cert and --s2s-key belong together",
          "Give all three, or none to scan without a login.");
    }
    Domain own = own(domain, target);
    ClientCredential credential = credential(certificate, key, own, roots, clock);
    return Optional.of(new IdentifiedPeer(new PeerIdentity(own.ascii()), credential));
  }

  private static Domain own(String text, Target target) {
    Domain own;
    try {
      own = Domain.of(text);
    } catch (IllegalArgumentException _) {
      throw new UserError(
          "--s2s-identity: '" + text + "' is no domain",
          "Give the domain that your own server has: --s2s-identity example.net");
    }
    if (Stream.concat(Stream.of(target.domain()), target.hosts().stream())
        .anyMatch(host -> host.ascii().equals(own.ascii()))) {
      throw new UserError(
          "--s2s-identity: " + own + " is what is scanned, and servers do not talk to themselves",
          "Give another domain of yours.");
    }
    return own;
  }

  private static ClientCredential credential(
      Path certificate, Path key, Domain own, TrustStore roots, Clock clock) {
    byte[] chain = InputFile.read(certificate, CHAIN_BYTES);
    byte[] secret = KeyFile.read(key);
    try {
      ClientCredential credential =
          CredentialReader.read(new String(chain, ISO_8859_1), new String(secret, ISO_8859_1));
      OwnCertificate.requireValid(credential, own.ascii(), roots.anchors(), clock.instant());
      return credential;
    } catch (CredentialException e) {
      Path file =
          switch (e.part()) {
            case CERTIFICATE -> certificate;
            case KEY -> key;
          };
      throw new UserError(file + ": " + e.getMessage(), e.advice());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UserError("stopped while the certificate was read", "Run the command again.");
    }
  }
}
