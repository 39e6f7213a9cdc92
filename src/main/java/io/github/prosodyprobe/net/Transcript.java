package io.github.prosodyprobe.net;

import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What was said on one connection, bounded and redacted, to be shown as evidence. Thread-safe. */
public final class Transcript {

  private static final int LINES = 40;
  private static final int LINE_LENGTH = 1_200;

  /** The payload of SASL elements: names and, one day, proofs of a password. */
  private static final Pattern SASL_PAYLOAD =
      Pattern.compile("(<(?:auth|response|authenticate|initial-response)\\b[^>]*>)([^<]+)(?=<)");

  private final List<Untrusted> lines = new ArrayList<>();
  private int omitted;

  /** Notes what we sent. */
  public void sent(String text) {
    add("> ", text);
  }

  /** Notes what the peer sent. */
  public void received(String text) {
    add("< ", text);
  }

  /** Notes what happened, such as the result of a handshake. */
  public void note(String text) {
    add("* ", text);
  }

  private synchronized void add(String mark, String text) {
    if (lines.size() >= LINES) {
      omitted++;
      return;
    }
    String redacted =
        SASL_PAYLOAD
            .matcher(text)
            .replaceAll(
                match -> match.group(1) + "[redacted " + match.group(2).length() + " characters]");
    String bounded =
        redacted.length() <= LINE_LENGTH
            ? redacted
            : redacted.substring(0, LINE_LENGTH) + "… [" + redacted.length() + " characters]";
    lines.add(Untrusted.of(mark + bounded));
  }

  /** The lines so far. */
  public synchronized List<Untrusted> lines() {
    List<Untrusted> copy = new ArrayList<>(lines);
    if (omitted > 0) {
      copy.add(Untrusted.of("* " + omitted + " more lines omitted"));
    }
    return copy;
  }
}
