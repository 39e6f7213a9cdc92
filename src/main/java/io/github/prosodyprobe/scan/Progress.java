package io.github.prosodyprobe.scan;

/**
 * How far a scan has come.
 *
 * @param stage what is being done
 * @param done attempts while waiting, connections while talking, else 0
 * @param of connections to an ordinary server while talking, else 0
 */
public record Progress(Stage stage, int done, int of) {

  /** What a scan does, in this order. */
  public enum Stage {
    /** Looking up names. */
    LOOKING_UP,
    /** Waiting for a server that is coming up. */
    WAITING,
    /** Holding conversations. */
    TALKING
  }
}
