package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.text.Spelling;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads until when a waiver holds: {@code expires}, its last day, or {@code permanent: true} in its
 * place.
 *
 * @param today in UTC
 * @param problems takes what is wrong
 */
record WaiverTerm(LocalDate today, Problems problems) {

  /** Days; long enough for "until next autumn", short enough to be looked at again. */
  static final int LONGEST = 400;

  static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  private static final Pattern DAYS = Pattern.compile(DAY);

  /** The last day; empty for ever, and where there was a problem. */
  Optional<LocalDate> of(Fields fields) {
    boolean permanent = fields.get("permanent", this::permanent).isPresent();
    if (permanent && fields.has("expires")) {
      problems.at(fields.node(), "a permanent waiver does not expire", "leave one of the two out");
    }
    if (!fields.has("permanent") && !fields.has("expires")) {
      problems.at(
          fields.node(),
          "a waiver without expires",
          "write its last day, at most " + today.plusDays(LONGEST));
    }
    return fields.get("expires", this::day);
  }

  private Optional<Boolean> permanent(Node node) {
    Optional<Boolean> truth = new Scalars(problems).yesOrNo(node);
    if (truth.isPresent() && !truth.get()) {
      problems.at(node, "this says nothing", "leave it out");
      return Optional.empty();
    }
    return truth;
  }

  private Optional<LocalDate> day(Node node) {
    Optional<String> word = new Scalars(problems).word(node);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    if (!DAYS.matcher(word.get()).matches()) {
      problems.at(node, Spelling.quoted(word.get()) + " is no date", "write yyyy-MM-dd");
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(word.get())).filter(day -> isNear(node, day));
    } catch (DateTimeException _) {
      problems.at(node, "there is no day " + word.get(), "");
      return Optional.empty();
    }
  }

  private boolean isNear(Node node, LocalDate day) {
    LocalDate last = today.plusDays(LONGEST);
    if (day.isAfter(last)) {
      problems.at(
          node,
          "this is more than " + LONGEST + " days ahead",
          "write at most " + last + ", or 'permanent: true' in place of it");
      return false;
    }
    return true;
  }
}
