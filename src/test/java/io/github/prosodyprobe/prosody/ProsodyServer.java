package io.github.prosodyprobe.prosody;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running Prosody, or an ejabberd in its place, and how to reach it.
 *
 * @param version the series that was asked for, {@code 0.12} or {@code 13}; or {@code ejabberd}
 * @param domain the XMPP domain it serves; its addresses are known here only, not in the DNS
 * @param c2s STARTTLS for clients
 * @param c2sDirect direct TLS for clients
 * @param s2s STARTTLS for servers
 * @param s2sDirect direct TLS for servers
 * @param http absent in the distribution's own configuration, which loads no HTTP module
 * @param https absent where {@code http} is
 * @param components further hosts of this server that have a certificate of their own
 * @param component absent where the configuration has no external component
 * @param console absent where the configuration has no telnet console
 * @param proxy65 absent where the configuration has no bytestream proxy
 * @param proxy where a PROXY header is expected in front of clients' streams; absent without
 *     mod_net_proxy
 * @param ca the certificate that the server's chain ends in, PEM
 * @param caKey its key, for a test that needs other certificates than the ones below
 * @param log the server's own log, with debug lines
 * @param config the configuration as Prosody read it
 * @param canary an account's name, for questions about an existing one; empty at an ejabberd
 * @param account the bare JID of an account to log in with; empty at an ejabberd
 * @param password the password of {@code account}; empty at an ejabberd
 * @param peerDomain a domain of ours, to speak to the server as another server
 * @param peerCertificate a certificate for {@code peerDomain} which the server trusts, PEM
 * @param peerKey its key, PEM
 */
public record ProsodyServer(
    String version,
    String domain,
    InetSocketAddress c2s,
    InetSocketAddress c2sDirect,
    InetSocketAddress s2s,
    InetSocketAddress s2sDirect,
    @Nullable InetSocketAddress http,
    @Nullable InetSocketAddress https,
    List<String> components,
    @Nullable InetSocketAddress component,
    @Nullable InetSocketAddress console,
    @Nullable InetSocketAddress proxy65,
    @Nullable InetSocketAddress proxy,
    Path ca,
    Path caKey,
    Path log,
    Path config,
    String canary,
    String account,
    String password,
    String peerDomain,
    Path peerCertificate,
    Path peerKey) {

  /** Reads what {@code with-prosody} tells the command it runs. */
  static ProsodyServer of(Map<String, String> environment) {
    return new ProsodyServer(
        required(environment, "VERSION"),
        required(environment, "DOMAIN"),
        address(required(environment, "C2S")),
        address(required(environment, "C2S_DIRECT")),
        address(required(environment, "S2S")),
        address(required(environment, "S2S_DIRECT")),
        optionalAddress(environment, "HTTP"),
        optionalAddress(environment, "HTTPS"),
        words(environment, "COMPONENTS"),
        optionalAddress(environment, "COMPONENT"),
        optionalAddress(environment, "CONSOLE"),
        optionalAddress(environment, "PROXY65"),
        optionalAddress(environment, "PROXY"),
        Path.of(required(environment, "CA")),
        Path.of(required(environment, "CA_KEY")),
        Path.of(required(environment, "LOG")),
        Path.of(required(environment, "CONFIG")),
        environment.getOrDefault("PROSODY_CANARY", ""),
        environment.getOrDefault("PROSODY_ACCOUNT", ""),
        environment.getOrDefault("PROSODY_PASSWORD", ""),
        required(environment, "PEER_DOMAIN"),
        Path.of(required(environment, "PEER_CERT")),
        Path.of(required(environment, "PEER_KEY")));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault("PROSODY_" + name, "");
    if (value.isEmpty()) {
      throw new IllegalStateException(
          "with-prosody did not set PROSODY_"
              + name
              + "; run it by hand with \"-- env\" to see what it sets");
    }
    return value;
  }

  private static List<String> words(Map<String, String> environment, String name) {
    String value = environment.getOrDefault("PROSODY_" + name, "");
    return value.isEmpty() ? List.of() : List.of(value.split(" ", -1));
  }

  private static @Nullable InetSocketAddress optionalAddress(
      Map<String, String> environment, String name) {
    String value = environment.getOrDefault("PROSODY_" + name, "");
    return value.isEmpty() ? null : address(value);
  }

  private static InetSocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    return new InetSocketAddress(
        hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
  }
}
