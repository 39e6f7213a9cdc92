package io.github.prosodyprobe.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who is given an endpoint's content as long as nobody configures anything else. */
public enum Audience {
  EVERYONE,
  /** Requests whose address is one of loopback, as Prosody sees it. */
  LOOPBACK,
  /** Who brings credentials or a token. */
  LOGIN;

  /** How the catalogue writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant that the catalogue writes so. */
  public static Optional<Audience> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
