package io.github.prosodyprobe.history;

/**
 * How much of earlier runs stays. What became of each check, which is little, stays for ever; the
 * whole reports need not.
 *
 * @param reports of how many runs of a target, the last ones, the whole report stays; from 1
 */
public record Retention(int reports) {

  /** Everything. */
  public static final Retention ALL = new Retention(Integer.MAX_VALUE);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException when not even the report that is being kept would stay
   */
  public Retention {
    if (reports < 1) {
      throw new IllegalArgumentException(reports + " keeps no report at all");
    }
  }
}
