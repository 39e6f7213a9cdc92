package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.fact.Reason;

/** Whether an expectation holds, with room for not knowing and for there being nothing to judge. */
sealed interface Judgement {

  /** It was looked at, and it is so. */
  record Holds() implements Judgement {}

  /** It was looked at, and it is not so. */
  record Violated() implements Judgement {}

  /** It could not be looked at. */
  record Unknown(Reason reason) implements Judgement {}

  /** There is nothing that it could be said of. */
  record NotApplicable(String because) implements Judgement {}

  /** The contrary of what is known; what is not known stays so. */
  default Judgement negated() {
    return switch (this) {
      case Holds _ -> new Violated();
      case Violated _ -> new Holds();
      case Unknown unknown -> unknown;
      case NotApplicable notApplicable -> notApplicable;
    };
  }

  /** Among the parts of a conjunction the lowest wins: one certain violation decides. */
  default int rankInAllOf() {
    return switch (this) {
      case Violated _ -> 0;
      case Unknown _ -> 1;
      case Holds _ -> 2;
      case NotApplicable _ -> 3;
    };
  }

  /** Among alternatives the lowest wins: one that certainly holds decides. */
  default int rankInAnyOf() {
    return switch (this) {
      case Holds _ -> 0;
      case Unknown _ -> 1;
      case Violated _ -> 2;
      case NotApplicable _ -> 3;
    };
  }
}
