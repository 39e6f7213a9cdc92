package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.config.Value;
import io.github.prosodyprobe.fact.ConfigFacts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Names the secrets that everybody would try first, without saying them. Connects to nothing. */
final class SecretRule {

  private static final int SHORTEST = 8;

  /** Words of which well-known secrets are put together. */
  private static final Set<String> WORDS =
      Set.of(
          "admin",
          "asdf",
          "bridge",
          "change",
          "changed",
          "changeme",
          "component",
          "default",
          "demo",
          "dev",
          "example",
          "foo",
          "bar",
          "hunter2",
          "insecure",
          "jabber",
          "key",
          "letmein",
          "me",
          "my",
          "pass",
          "passw0rd",
          "password",
          "password1",
          "please",
          "prosody",
          "qwerty",
          "replace",
          "replaceme",
          "root",
          "s3cr3t",
          "secret",
          "supersecret",
          "test",
          "testing",
          "this",
          "to",
          "todo",
          "token",
          "turn",
          "user",
          "verysecret",
          "with",
          "xmpp",
          "your",
          "yoursecret");

  private SecretRule() {}

  /** What is to be said of a setting; empty where it is no secret, or a good one. */
  static Optional<Finding> on(Setting setting) {
    return secrets(setting.value(), setting.secret())
        .filter(SecretRule::isWellKnown)
        .findFirst()
        .map(
            _ ->
                Finding.of(
                    ConfigFacts.WELL_KNOWN_SECRETS,
                    setting,
                    "it is what anybody tries first; put a random text there"));
  }

  private static Stream<String> secrets(Value value, boolean secret) {
    return switch (value) {
      case Value.Text text when text.secret() || secret -> Stream.of(text.text());
      case Value.Table table ->
          Stream.concat(table.items().stream(), table.entries().values().stream())
              .flatMap(item -> secrets(item, secret));
      default -> Stream.empty();
    };
  }

  private static boolean isWellKnown(String secret) {
    String[] words = secret.toLowerCase(Locale.ROOT).split("[^a-z0-9]+");
    return secret.length() < SHORTEST
        || secret.chars().distinct().count() < 4
        || Arrays.stream(words)
            .map(word -> word.replaceAll("(?<=[a-z])[0-9]{1,4}$", ""))
            .allMatch(word -> word.isEmpty() || WORDS.contains(word) || isCounting(word));
  }

  private static boolean isCounting(String word) {
    return "01234567890123456789".contains(word) || "98765432109876543210".contains(word);
  }
}
