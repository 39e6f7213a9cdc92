package io.github.prosodyprobe.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One policy that a browser enforces (Content Security Policy Level 3, section 2.2).
 *
 * @param directives the sources of each directive, all in lower case
 */
record ContentSecurityPolicy(Map<String, List<String>> directives) {

  /** Sources that anybody can serve something from. */
  private static final Set<String> ANYWHERE =
      Set.of("*", "http:", "https:", "http://*", "https://*", "data:", "blob:");

  /** Sources that take the effect of {@code 'unsafe-inline'} away (section 6.7.3.2). */
  private static final List<String> EXACT = List.of("'nonce-", "'sha256-", "'sha384-", "'sha512-");

  /** The policies of an answer; a browser keeps to all of them. */
  static List<ContentSecurityPolicy> enforcedBy(HttpAnswer answer) {
    List<ContentSecurityPolicy> policies = new ArrayList<>();
    for (String policy : HeaderValues.members(answer, "Content-Security-Policy")) {
      Map<String, List<String>> directives = new HashMap<>();
      for (String directive : policy.toLowerCase(Locale.ROOT).split(";", -1)) {
        List<String> words = List.of(directive.strip().split("\\s+", -1));
        if (!words.getFirst().isEmpty()) {
          directives.putIfAbsent(words.getFirst(), words.subList(1, words.size()));
        }
      }
      if (!directives.isEmpty()) {
        policies.add(new ContentSecurityPolicy(directives));
      }
    }
    return policies;
  }

  /** Whether others may frame the page; empty where the policy does not say. */
  Optional<Boolean> limitsAncestors() {
    return Optional.ofNullable(directives.get("frame-ancestors"))
        .map(sources -> sources.stream().noneMatch(ANYWHERE::contains));
  }

  /** Whether it lets scripts in that an attacker may have put there. */
  boolean letsForeignScriptsIn() {
    return Stream.of("script-src", "default-src")
        .filter(directives::containsKey)
        .findFirst()
        .map(directives::get)
        .map(ContentSecurityPolicy::isUnsafe)
        .orElse(true);
  }

  private static boolean isUnsafe(List<String> sources) {
    if (sources.contains("'unsafe-eval'")) {
      return true;
    }
    if (sources.contains("'strict-dynamic'")) {
      return false;
    }
    boolean exact = sources.stream().anyMatch(one -> EXACT.stream().anyMatch(one::startsWith));
    return sources.stream().anyMatch(ANYWHERE::contains)
        || (sources.contains("'unsafe-inline'") && !exact);
  }
}
