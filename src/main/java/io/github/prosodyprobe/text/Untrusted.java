package io.github.prosodyprobe.text;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text that came from a peer: a banner, a feature name, a certificate's subject, a host name in a
 * DNS answer.
 *
 * <p>{@link #toString()} is safe to print on a terminal. Everything that writes another format
 * takes the text through the {@link Escaper} of that format. {@link #raw()} is for comparing, and
 * for escapers; {@code ArchitectureTest} lists who may call it.
 */
public final class Untrusted implements Comparable<Untrusted> {

  private final String raw;

  private Untrusted(String raw) {
    this.raw = raw;
  }

  /** Takes text as a peer sent it. */
  public static Untrusted of(String raw) {
    return new Untrusted(raw);
  }

  /** Takes several texts in their order. */
  public static List<Untrusted> listOf(Collection<String> raws) {
    return raws.stream().map(Untrusted::of).toList();
  }

  /** Whether this is exactly the given text. */
  public boolean is(String text) {
    return raw.equals(text);
  }

  /** Whether this is the given text, but for white space before and behind it. */
  public boolean isBesideWhiteSpace(String text) {
    return raw.strip().equals(text);
  }

  /** Whether the given text is a part of this. */
  public boolean contains(String text) {
    return raw.contains(text);
  }

  /** Whether the given text is a part of this, with letters in whatever case. */
  public boolean containsIgnoringCase(String text) {
    return raw.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  /** Whether the whole text matches the pattern. */
  public boolean matches(Pattern pattern) {
    return pattern.matcher(raw).matches();
  }

  /** This text and words of ours behind it; untrusted like the text. */
  public Untrusted followedBy(String ours) {
    return new Untrusted(raw + ours);
  }

  /** The text in the notation of an output format. */
  public String escapedBy(Escaper escaper) {
    return escaper.escape(raw);
  }

  /** The text as it came. Not for printing. */
  public String raw() {
    return raw;
  }

  @Override
  public int compareTo(Untrusted other) {
    return raw.compareTo(other.raw);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Untrusted text && text.raw.equals(raw);
  }

  @Override
  public int hashCode() {
    return raw.hashCode();
  }

  /** The text as {@link Escaper#TERMINAL} writes it. */
  @Override
  public String toString() {
    return escapedBy(Escaper.TERMINAL);
  }
}
