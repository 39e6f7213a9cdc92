package io.github.prosodyprobe.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.xmpp.Namespaces;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names what answers at a port by its first bytes. */
final class PortAnswer {

  private static final Pattern HTTP = Pattern.compile("HTTP/\\d");

  /** A complete stream header; bounded by what is read at all. */
  private static final Pattern STREAM_HEADER =
      Pattern.compile("<(?:[\\w.-]{1,64}:)?stream\\s[^>]*>");

  /** Lines of Prosody's console, its banner or its help; a NUL ends what was said before. */
  private static final Pattern CONSOLE =
      Pattern.compile(
          "(?:^|[\\r\\n\\x00])\\| .*(?:Prosody administration console|Commands are divided)");

  private PortAnswer() {}

  /**
   * What answers, as soon as that is certain.
   *
   * @param received all that came, at least one byte
   */
  static Optional<String> recognised(byte[] received) {
    if (Socks5.isMethodSelection(received)) {
      return Optional.of("socks5");
    }
    String text = new String(received, ISO_8859_1);
    if (HTTP.matcher(text).lookingAt()) {
      return Optional.of(PortFacts.HTTP);
    }
    if (CONSOLE.matcher(text).find()) {
      return Optional.of("console");
    }
    Matcher header = STREAM_HEADER.matcher(text);
    if (header.find() && header.group().contains(Namespaces.STREAMS)) {
      return Optional.of(header.group().contains(Namespaces.COMPONENT) ? "component" : "xmpp");
    }
    return Optional.empty();
  }
}
