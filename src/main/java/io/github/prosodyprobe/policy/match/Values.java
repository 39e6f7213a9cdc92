package io.github.prosodyprobe.policy.match;

import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.text.Untrusted;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Opens observed values for the matchers, which fit one type only. */
final class Values {

  private Values() {}

  static long number(FactValue value) {
    if (value instanceof FactValue.Count count) {
      return count.value();
    }
    throw unfit("a number", value);
  }

  static Untrusted text(FactValue value) {
    if (value instanceof FactValue.Text text) {
      return text.value();
    }
    throw unfit("a text", value);
  }

  static List<Untrusted> members(FactValue value) {
    if (value instanceof FactValue.TextSet set) {
      return set.values();
    }
    throw unfit("a set", value);
  }

  static Instant moment(FactValue value) {
    if (value instanceof FactValue.Moment moment) {
      return moment.value();
    }
    throw unfit("a point in time", value);
  }

  /** Whether two values are the same, where a difference of type must not pass for a difference. */
  static boolean same(FactValue expected, FactValue observed) {
    if (expected.getClass() != observed.getClass()) {
      throw unfit("a " + expected.getClass().getSimpleName(), observed);
    }
    return expected.equals(observed);
  }

  static String joined(List<FactValue> values) {
    return values.stream().map(FactValue::toString).collect(Collectors.joining(", "));
  }

  private static IllegalArgumentException unfit(String wanted, FactValue value) {
    return new IllegalArgumentException(
        "the matcher needs " + wanted + " and got a " + value.getClass().getSimpleName());
  }
}
