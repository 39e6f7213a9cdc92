package io.github.prosodyprobe.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The hosts whose name in the {@code Host} field (RFC 9110, section 7.2) leads to an endpoint. */
public enum ServedFor {
  /** The XMPP domain, or whatever name its virtual host has on the web. */
  DOMAIN,
  /** A component of the domain, such as its chat rooms. */
  COMPONENT,
  /** Every name: Prosody serves what is loaded globally whatever it is asked for. */
  ANY;

  /** How the catalogue writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant that the catalogue writes so. */
  public static Optional<ServedFor> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
