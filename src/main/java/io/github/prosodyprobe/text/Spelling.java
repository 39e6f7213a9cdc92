package io.github.prosodyprobe.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody may have meant. */
public final class Spelling {

  /** Longer words are not compared: the cost is the product of the lengths. */
  private static final int LONGEST = 80;

  /** As many words as one can take in at a glance. */
  private static final int FEW = 16;

  private Spelling() {}

  /** {@code did you mean X?}, or all the known words where none is near and they are few. */
  public static String hint(String written, Collection<String> known) {
    String all = known.size() <= FEW ? "write one of " + String.join(", ", known) : "";
    return nearest(written, known).map(word -> "did you mean " + word + "?").orElse(all);
  }

  /** {@code 'word'}, safe on a terminal. */
  public static String quoted(String word) {
    return "'" + Untrusted.of(word) + "'";
  }

  /** The known word that takes the fewest changes, if they are few for its length. */
  public static Optional<String> nearest(String written, Collection<String> known) {
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

  /**
   * Insertions, deletions, replacements and swaps of neighbours from one word to the other (optimal
   * string alignment).
   */
  private static int distance(String from, String to) {
    int[][] changes = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        changes[row][column] =
            row == 0 || column == 0 ? row + column : fewest(changes, from, to, row, column);
      }
    }
    return changes[from.length()][to.length()];
  }

  private static int fewest(int[][] changes, String from, String to, int row, int column) {
    int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
    int fewest =
        Math.min(
            changes[row - 1][column - 1] + replaced,
            Math.min(changes[row - 1][column], changes[row][column - 1]) + 1);
    boolean swapped =
        row > 1
            && column > 1
            && from.charAt(row - 1) == to.charAt(column - 2)
            && from.charAt(row - 2) == to.charAt(column - 1);
    return swapped ? Math.min(fewest, changes[row - 2][column - 2] + 1) : fewest;
  }
}
