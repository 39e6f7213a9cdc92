package io.github.prosodyprobe.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by the name of an option, a key or a variable whether its text is for nobody's eyes. */
final class SecretNames {

  private static final Set<String> SECRET =
      Set.of(
          "password",
          "passwords",
          "passwd",
          "pass",
          "pwd",
          "passphrase",
          "pw",
          "secret",
          "secrets",
          "token",
          "tokens",
          "key",
          "keys",
          "apikey",
          "credential",
          "credentials",
          "psk",
          "salt",
          "cookie",
          "auth",
          "bearer");

  /** A word at the end that makes the value something about the secret: a policy, a place. */
  private static final Set<String> ABOUT =
      Set.of(
          "hash",
          "policy",
          "ttl",
          "lifetime",
          "length",
          "file",
          "path",
          "type",
          "module",
          "provider",
          "size",
          "algorithm",
          "format",
          "name");

  /** Names in one word that contain a secret's name and would not be split. */
  private static final List<String> PARTS = List.of("password", "passwd", "secret", "token");

  private SecretNames() {}

  static boolean isSecret(String name) {
    String[] words =
        name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT).split("[^a-z]+");
    if (words.length > 1 && ABOUT.contains(words[words.length - 1])) {
      return false;
    }
    for (String word : words) {
      if (SECRET.contains(word) || PARTS.stream().anyMatch(word::contains)) {
        return true;
      }
    }
    return false;
  }
}
