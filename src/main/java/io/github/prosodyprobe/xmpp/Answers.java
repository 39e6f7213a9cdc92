package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.fact.Reason;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What became of the requests on one stream. A request that is in neither map was lost with the
 * stream, which ended over an earlier one, and may be asked again on another.
 *
 * @param given the requests that were answered
 * @param lacking the requests that will not be answered, and why
 */
public record Answers(Map<Request, Answer> given, Map<Request, Reason> lacking) {

  /** Copies the maps. */
  public Answers {
    given = Map.copyOf(given);
    lacking = Map.copyOf(lacking);
  }

  /** The requests that need not be asked again. */
  public Set<Request> settled() {
    Set<Request> settled = EnumSet.noneOf(Request.class);
    settled.addAll(given.keySet());
    settled.addAll(lacking.keySet());
    return settled;
  }

  /** These, and those that were given later on another stream. */
  public Answers and(Answers later) {
    Builder both = new Builder();
    both.given.putAll(given);
    both.given.putAll(later.given);
    both.lacking.putAll(lacking);
    both.lacking.putAll(later.lacking);
    return both.build();
  }

  /** Collects answers in the order of the requests. */
  static final class Builder {
    final Map<Request, Answer> given = new EnumMap<>(Request.class);
    final Map<Request, Reason> lacking = new EnumMap<>(Request.class);

    Answers build() {
      return new Answers(given, lacking);
    }
  }
}
