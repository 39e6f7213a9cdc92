package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Configuration;
import io.github.prosodyprobe.config.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which versions of TLS a host lets in, as Prosody puts its tables together and LuaSec reads their
 * {@code protocol}. Connects to nothing.
 */
final class TlsProtocols {

  private static final List<String> VERSIONS =
      List.of("SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  private static final List<String> WORDS =
      List.of("sslv3", "tlsv1", "tlsv1_1", "tlsv1_2", "tlsv1_3");

  /** What {@code core/certmanager.lua} makes of a {@code tls_profile}. */
  private static final Map<String, String> PROFILES =
      Map.of("modern", "tlsv1_3", "intermediate", "tlsv1_2+", "old", "tlsv1+", "legacy", "tlsv1+");

  private TlsProtocols() {}

  /**
   * The versions of a host, by the names of the facts. The tables are laid over one another, the
   * nearest last ({@code mod_tls.lua}), and the profile lies below them all.
   *
   * @param service the table of the one service, such as {@code c2s_ssl}
   */
  static SortedSet<String> of(DeclaredFor host, String service) {
    return of(
        Stream.of(
                host.own(host.host(), service),
                host.own(host.host(), "ssl"),
                host.own(Configuration.GLOBAL, service),
                host.own(Configuration.GLOBAL, "ssl"))
            .flatMap(Optional::stream)
            .map(TlsProtocols::protocol)
            .flatMap(Optional::stream)
            .findFirst()
            .or(() -> profile(host))
            .orElse("tlsv1_2+")
            .toLowerCase(Locale.ROOT));
  }

  private static Optional<String> protocol(Value ssl) {
    return Optional.of(ssl)
        .filter(Value.Table.class::isInstance)
        .map(table -> ((Value.Table) table).entries().get("protocol"))
        .flatMap(value -> Values.texts(value).findFirst());
  }

  private static Optional<String> profile(DeclaredFor host) {
    return host.own(Configuration.GLOBAL, "tls_profile")
        .flatMap(value -> Values.texts(value).findFirst())
        .map(PROFILES::get);
  }

  private static SortedSet<String> of(String word) {
    boolean andNewer = word.endsWith("+") || word.equals("sslv23");
    int first = WORDS.indexOf(word.equals("sslv23") ? "sslv3" : word.replace("+", ""));
    if (first < 0) {
      return new TreeSet<>(VERSIONS);
    }
    return new TreeSet<>(VERSIONS.subList(first, andNewer ? VERSIONS.size() : first + 1));
  }
}
