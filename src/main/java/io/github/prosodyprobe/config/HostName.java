package io.github.prosodyprobe.config;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/** The nameprep (RFC 3491) that Prosody puts host names through. */
final class HostName {

  private HostName() {}

  /** The prepared name; nothing where it has characters that are forbidden. */
  static Optional<String> prepared(String name) {
    if (name.chars().allMatch(character -> character < 0x80)) {
      return Optional.of(name.toLowerCase(Locale.ROOT));
    }
    StringBuilder prepared = new StringBuilder();
    // By label, and only at full stops: the conversion knows other dots too, and nameprep does not.
    for (String label : name.split("(?<=\\.)|(?=\\.)", -1)) {
      if (label.chars().allMatch(character -> character < 0x80)) {
        prepared.append(label.toLowerCase(Locale.ROOT));
        continue;
      }
      try {
        prepared.append(IDN.toUnicode(IDN.toASCII(label)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(prepared.toString());
  }
}
