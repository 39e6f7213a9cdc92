package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Reason;

/**
 * What came of looking for something.
 *
 * @param <T> what was looked for
 */
sealed interface Look<T> {

  /** It was seen. */
  record Seen<T>(T value) implements Look<T> {}

  /** It was seen that there can be none; half a sentence says why. */
  record NotHere<T>(String because) implements Look<T> {}

  /** It could not be seen. */
  record Unseen<T>(Reason reason) implements Look<T> {}
}
