package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.text.Untrusted;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code covers}: each of these names is there, or a wildcard that stands for it.
 *
 * <p>Names are compared without regard to ASCII case. Only {@code dns:} names have wildcards, and
 * {@code *} stands for the whole leftmost label and no more (RFC 9525, section 6.3).
 */
public record Covers(FactValue.TextSet names) implements Matcher {

  private static final String DNS = "dns:";

  @Override
  public MatcherWord word() {
    return MatcherWord.COVERS;
  }

  @Override
  public boolean accepts(FactValue value, Instant now) {
    Set<String> observed = new HashSet<>(lowerCase(Values.members(value)));
    return lowerCase(names.values()).stream()
        .allMatch(name -> observed.contains(name) || observed.contains(wildcard(name)));
  }

  @Override
  public String describe() {
    return "covers " + names;
  }

  /** The wildcard name that would stand for this name, or the name itself where none can. */
  private static String wildcard(String name) {
    int dot = name.indexOf('.');
    return name.startsWith(DNS) && dot > DNS.length() ? DNS + "*" + name.substring(dot) : name;
  }

  private static List<String> lowerCase(List<Untrusted> names) {
    return names.stream().map(name -> name.raw().toLowerCase(Locale.ROOT)).toList();
  }
}
