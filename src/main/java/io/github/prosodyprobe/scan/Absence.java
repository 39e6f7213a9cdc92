package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Reason;

/**
 * A listener that was waited for in vain.
 *
 * @param endpoint the listener
 * @param reason how the last attempt ended
 */
public record Absence(Endpoint endpoint, Reason reason) {

  @Override
  public String toString() {
    return endpoint + " (" + reason.word() + ")";
  }
}
