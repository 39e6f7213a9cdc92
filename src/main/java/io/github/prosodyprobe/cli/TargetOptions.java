package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.StubResolver;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.scan.ScanRequest;
import io.github.prosodyprobe.target.Connect;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.target.Target;
import io.github.prosodyprobe.tls.TrustStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the operator says about a target and the way to it. */
final class TargetOptions {

  private static final int TRUST_FILE_BYTES = 4 << 20;

  private final TrustStore publicRoots = TrustStore.ofJdk();

  @Option(
      names = "--connect",
      paramLabel = "LISTENER=HOST:PORT",
      description =
          "Where a listener is; permits that address whatever it is. Repeatable. IPv6 in brackets."
              + " One of c2s, c2s-direct, s2s and s2s-direct replaces what DNS says of all four:"
              + " those that are not named are not scanned.")
  private List<Connect> connects = List.of();

  @Option(
      names = "--also",
      paramLabel = "DOMAIN",
      description =
          "A further host of the same server, such as conference.example.org, scanned as other"
              + " servers see it and asked for at the web servers. Repeatable. Those with SRV"
              + " records under a customary name are found without it, for servers only.")
  private List<String> hosts = List.of();

  @Option(
      names = "--resolver",
      paramLabel = "ADDRESS:PORT",
      description = "The DNS resolver to ask. Default: that of this machine.")
  private @Nullable String resolver;

  @ArgGroup private @Nullable Families families;

  /** Excludes itself: neither option means both families. */
  private static final class Families {
    @Option(names = "-4", description = "IPv4 addresses only.")
    private boolean four;

    @Option(names = "-6", description = "IPv6 addresses only.")
    private boolean six;

    private Set<AddressFamily> wanted() {
      return EnumSet.of(four || !six ? AddressFamily.IPV4 : AddressFamily.IPV6);
    }
  }

  @Option(
      names = "--vantage",
      paramLabel = "PLACE",
      defaultValue = "external",
      description =
          "Where this machine stands as seen from the server: external or internal, which permits"
              + " private addresses. Default: ${DEFAULT-VALUE}.")
  private Vantage vantage = Vantage.EXTERNAL;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "Certificates (PEM) of more authorities to trust.")
  private @Nullable Path trust;

  @Option(
      names = "--canary",
      paramLabel = "NAME",
      description =
          "Name of an existing account. Nobody logs in; it only shows whether the server tells"
              + " existing accounts from others.")
  private String canary = "";

  @Mixin private final IdentityOptions identity = new IdentityOptions();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "Time limit of one scan, such as 90s or 2m. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofMinutes(1);

  /**
   * Reads a target, which is not for picocli to do: it would complain of it before a wrong option.
   */
  static Domain domain(String text) {
    try {
      return Domain.of(text);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          String.valueOf(e.getMessage()),
          domainIn(text)
              .map(domain -> "Did you mean " + domain + "?")
              .orElse("Example: prosody-probe scan example.org"));
    }
  }

  /** The domain in what may be a URL, an address with a port or a person's address. */
  static Optional<String> domainIn(String text) {
    String domain =
        text.replaceFirst("^([a-zA-Z][a-zA-Z0-9+.-]*://|xmpp:)", "")
            .replaceFirst("^[^@/]*@", "")
            .replaceFirst("[:/?#].*$", "");
    try {
      return Optional.of(Domain.of(domain).ascii());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Refuses what can be meant for one target only. */
  void checkFor(List<Domain> targets) {
    if (targets.size() > 1 && (!connects.isEmpty() || !canary.isEmpty() || !hosts.isEmpty())) {
      throw new UserError(
          "--connect, --also and --canary belong to one target, and there are " + targets.size(),
          "Scan the targets one by one.");
    }
  }

  /** What the command line says about each target. */
  TargetSettings settings() {
    return new TargetSettings(
        connects,
        hosts.stream().map(TargetOptions::domain).toList(),
        vantage,
        Optional.ofNullable(trust),
        canary);
  }

  /** Refuses for a list of targets what can be meant for one target only. */
  void checkForList() {
    if (!connects.isEmpty() || !canary.isEmpty() || !hosts.isEmpty()) {
      throw new UserError(
          "--connect, --also and --canary belong to one target",
          "Say them in the targets file: connect, also and canary.");
    }
  }

  ScanRequest request(
      Domain domain,
      TargetSettings settings,
      Function<Listener, Set<Fact<?>>> wanted,
      Catalogue catalogue,
      Clock clock) {
    Target target = target(domain, settings);
    TrustStore roots = roots(settings.trust());
    return new ScanRequest(
        target,
        names(),
        settings.vantage(),
        timeout,
        roots,
        settings.canary(),
        identity.peer(target, roots, clock),
        Arrays.stream(Listener.values())
            .collect(
                Collectors.toMap(
                    Function.identity(), listener -> Set.copyOf(wanted.apply(listener)))),
        catalogue,
        clock);
  }

  private Target target(Domain domain, TargetSettings settings) {
    try {
      return new Target(
          domain,
          settings.hosts(),
          settings.connects(),
          families == null ? EnumSet.allOf(AddressFamily.class) : families.wanted());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          String.valueOf(e.getMessage()),
          "Give one --connect for each listener at a port, and scan again for the other.");
    }
  }

  private NameService names() {
    if (resolver == null) {
      return StubResolver.ofSystem();
    }
    int colon = resolver.lastIndexOf(':');
    try {
      String host = resolver.substring(0, Math.max(0, colon)).replaceAll("^\\[(.*)]$", "$1");
      int port = Connect.port(resolver.substring(colon + 1));
      return StubResolver.at(new InetSocketAddress(InetAddress.ofLiteral(host), port));
    } catch (IllegalArgumentException _) {
      throw new UserError(
          "'" + resolver + "' is no resolver",
          "Give its address and port: --resolver 192.0.2.53:53 or [2001:db8::53]:53");
    }
  }

  /**
   * The authorities that the command line says are trusted.
   *
   * @throws UserError when the file with them cannot be used
   */
  TrustStore roots() {
    return roots(Optional.ofNullable(trust));
  }

  private TrustStore roots(Optional<Path> trust) {
    publicRoots.prepare();
    return trust.map(file -> plus(publicRoots, file)).orElse(publicRoots);
  }

  private static TrustStore plus(TrustStore roots, Path file) {
    try {
      byte[] pem = InputFile.read(file, TRUST_FILE_BYTES);
      return roots.plus(new String(pem, StandardCharsets.ISO_8859_1));
    } catch (CertificateException e) {
      throw new UserError(
          file + ": " + e.getMessage(), "Give a file with certificates in PEM, such as a CA's.");
    }
  }
}
