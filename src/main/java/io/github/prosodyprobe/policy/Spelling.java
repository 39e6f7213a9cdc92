package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.text.Untrusted;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody may have meant. */
public final class Spelling {

  /** Longer words are not compared: the cost is the product of the lengths. */
  private static final int LONGEST = 80;

  private Spelling() {}

  /** {@code did you mean X?} where a known word is near enough, else empty. */
  public static String hint(String written, Collection<String> known) {
    return nearest(written, known).map(word -> "did you mean " + word + "?").orElse("");
  }

  /** {@code 'word'}, safe on a terminal. */
  public static String quoted(String word) {
    return "'" + Untrusted.of(word) + "'";
  }

  /** The known word that takes the fewest changes, if they are few for its length. */
  static Optional<String> nearest(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= allowed(word))
        .min(
            Comparator.<String>comparingInt(word -> distance(lower, word.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int allowed(String word) {
    return Math.max(1, word.length() / 4);
  }

  /** Insertions, deletions and replacements from one word to the other (Levenshtein). */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced =
            previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
