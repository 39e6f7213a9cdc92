package io.github.prosodyprobe.tls;

import java.util.List;
import java.util.Optional;

/**
 * What a server sent in the clear in answer to a hello that it accepted.
 *
 * @param hello what it chose
 * @param certificates the chain as DER, leaf first; empty under TLS 1.3 and for anonymous suites
 * @param key the ephemeral key, where the suite has one and the flight went that far
 * @param defect what cut the flight short after the ServerHello
 */
public record ServerFlight(
    ServerHello hello,
    List<byte[]> certificates,
    Optional<EphemeralKey> key,
    Optional<String> defect) {

  /** Copies the list. */
  public ServerFlight {
    certificates = List.copyOf(certificates);
  }

  /** The group used, whichever message told it. */
  public Optional<NamedGroup> group() {
    if (hello.group().isPresent()) {
      return hello.group();
    }
    return key.flatMap(
        known ->
            known instanceof EphemeralKey.OfNamedGroup named
                ? Optional.of(named.group())
                : Optional.empty());
  }

  /** What was chosen, for a transcript. */
  public String describe() {
    String from =
        switch (key.orElse(null)) {
          case EphemeralKey.FiniteField field -> ", " + FiniteFieldGroup.name(field.prime());
          case EphemeralKey.OfNamedGroup named -> ", " + named.group();
          case null -> "";
        };
    return hello.describe()
        + (hello.group().isPresent() ? "" : from)
        + defect.map(text -> ", then " + text).orElse("");
  }
}
