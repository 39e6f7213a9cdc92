package io.github.prosodyprobe.config;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The secret texts of one configuration, kept out of everything that is said about it. */
final class Secrets {

  /** Shorter ones would mask half of every message. */
  private static final int SHORTEST = 4;

  private static final int MAXIMUM = 1_000;

  private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("//[^/@\\s]*:[^/@\\s]+@");

  private final Set<String> known = new LinkedHashSet<>();

  Secrets(Environment environment) {
    for (String name : environment.names()) {
      if (SecretNames.isSecret(name)) {
        environment.get(name).ifPresent(this::add);
      }
    }
  }

  void add(String secret) {
    if (secret.length() >= SHORTEST && known.size() < MAXIMUM) {
      known.add(secret);
    }
  }

  /** Whether a text is or has a secret in it, whatever the name that it stands under. */
  boolean areIn(String text) {
    return PASSWORD_IN_ADDRESS.matcher(text).find() || known.stream().anyMatch(text::contains);
  }

  /** The problem without the secrets. */
  ConfigurationProblem masked(ConfigurationProblem problem) {
    return new ConfigurationProblem(
        problem.kind(),
        problem.location(),
        masked(problem.message()),
        problem.excerpt().map(this::masked),
        problem.hint());
  }

  private String masked(String text) {
    String masked = PASSWORD_IN_ADDRESS.matcher(text).replaceAll("//" + Value.MASK + "@");
    for (String secret : known) {
      masked = masked.replace(secret, Value.MASK);
    }
    return masked;
  }

  /** A line of a file with every quoted text masked that could be a secret. */
  static Optional<String> excerpt(String line, String lineBefore) {
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String cut = line.length() > 200 ? line.substring(0, 200) + "…" : line;
    return Optional.of(
        SecretNames.isSecret(line) || SecretNames.isSecret(lineBefore)
            ? cut.replaceFirst("([\"'=]|\\[=*\\[).*", "$1 " + Value.MASK)
            : cut);
  }

  /** A text that is certainly none, as it stands. */
  static String plain(Value value) {
    return value instanceof Value.Text text ? text.text() : value.toString();
  }
}
