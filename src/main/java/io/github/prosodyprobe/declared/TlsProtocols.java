package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which versions of TLS a table {@code ssl} lets in, as LuaSec reads its {@code protocol}. Connects
 * to nothing.
 */
final class TlsProtocols {

  private static final List<String> VERSIONS =
      List.of("SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  private static final List<String> WORDS =
      List.of("sslv3", "tlsv1", "tlsv1_1", "tlsv1_2", "tlsv1_3");

  private TlsProtocols() {}

  /** The versions, by the names of the facts; where nothing is said, Prosody's own. */
  static SortedSet<String> of(Optional<Value> ssl) {
    String word =
        ssl.filter(Value.Table.class::isInstance)
            .map(Value.Table.class::cast)
            .map(table -> table.entries().get("protocol"))
            .flatMap(value -> Values.texts(value).findFirst())
            .orElse("tlsv1_2+")
            .toLowerCase(Locale.ROOT);
    boolean andNewer = word.endsWith("+") || word.equals("sslv23");
    int first = WORDS.indexOf(word.equals("sslv23") ? "sslv3" : word.replace("+", ""));
    if (first < 0) {
      return new TreeSet<>(VERSIONS);
    }
    return new TreeSet<>(VERSIONS.subList(first, andNewer ? VERSIONS.size() : first + 1));
  }
}
