package io.github.prosodyprobe.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges a file that says whom to tell of a vulnerability (RFC 9116). */
public final class SecurityTxt {

  /** What became of it. */
  public enum State {
    VALID,
    EXPIRED,
    MALFORMED,
    ABSENT
  }

  /** Section 3. */
  private static final Pattern PLAIN_TEXT =
      Pattern.compile("text/plain\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A URI, which must be https where it is of the web (section 2.5.3). */
  private static final Pattern CONTACT =
      Pattern.compile("(?!http:)[a-z][a-z0-9+.-]{0,30}:\\S+", Pattern.CASE_INSENSITIVE);

  private SecurityTxt() {}

  /**
   * Judges the answer to a request for the file. A page that stands for every path is none.
   *
   * @param now the time that it must not have expired at
   */
  public static State of(HttpAnswer answer, Instant now) {
    List<String> contacts = fields(answer, "Contact");
    List<String> expiries = fields(answer, "Expires");
    if (answer.status() != 200 || (contacts.isEmpty() && expiries.isEmpty())) {
      return State.ABSENT;
    }
    boolean plain = answer.header("Content-Type").filter(t -> t.matches(PLAIN_TEXT)).isPresent();
    boolean reachable =
        !contacts.isEmpty() && contacts.stream().allMatch(it -> CONTACT.matcher(it).matches());
    // Section 2.5.5: exactly once.
    Optional<Instant> expiry =
        expiries.size() == 1 ? moment(expiries.getFirst()) : Optional.empty();
    if (!plain || !reachable || expiry.isEmpty()) {
      return State.MALFORMED;
    }
    return expiry.get().isAfter(now) ? State.VALID : State.EXPIRED;
  }

  private static List<String> fields(HttpAnswer answer, String name) {
    String beginning = name + ":";
    return answer
        .body()
        .text()
        .raw()
        .lines()
        .filter(line -> line.regionMatches(true, 0, beginning, 0, beginning.length()))
        .map(line -> line.substring(beginning.length()).strip())
        .toList();
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
