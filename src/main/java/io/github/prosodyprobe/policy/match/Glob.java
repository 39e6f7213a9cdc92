package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.text.Untrusted;

/**
 * A pattern for whole texts: {@code *} is any run of characters, {@code ?} any one, everything else
 * is itself.
 *
 * <p>Not a regular expression, because the text comes from a peer: a backtracking engine can be
 * kept busy for years by a short text, while this takes at most (length of the pattern) times
 * (length of the text) steps.
 *
 * @param pattern the pattern as written
 */
public record Glob(String pattern) {

  /** Whether the whole text fits. */
  public boolean matches(String text) {
    int inPattern = 0;
    int inText = 0;
    int lastStar = -1;
    int taken = 0;
    while (inText < text.length()) {
      if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
        lastStar = inPattern++;
        taken = inText;
      } else if (inPattern < pattern.length() && fits(pattern.charAt(inPattern), text, inText)) {
        inPattern++;
        inText++;
      } else if (lastStar >= 0) {
        // Only the last star need give way: what stands before it fits already.
        inPattern = lastStar + 1;
        inText = ++taken;
      } else {
        return false;
      }
    }
    return pattern.substring(inPattern).chars().allMatch(character -> character == '*');
  }

  /** Whether every text fits, so that the pattern asserts nothing. */
  public boolean matchesEverything() {
    return !pattern.isEmpty() && pattern.chars().allMatch(character -> character == '*');
  }

  private static boolean fits(char wanted, String text, int index) {
    return wanted == '?' || wanted == text.charAt(index);
  }

  @Override
  public String toString() {
    return Untrusted.of(pattern).toString();
  }
}
