package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.RecordType;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.target.Lookups.Pending;
import io.github.prosodyprobe.text.Untrusted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks in the TXT records of {@code _prosody-probe.DOMAIN} whether a domain wishes not to be
 * tested; {@code src/docs/not-to-be-scanned.md} says how such a wish is written. Whoever names an
 * address by {@code --connect} runs the server, and is not asked to respect his own wish.
 */
public final class Wish implements AutoCloseable {

  private static final String LABEL = "_prosody-probe.";
  private static final int MOST_RECORDS = 16;
  private static final int LONGEST_RECORD = 512;
  private static final String NO = "scan=no";
  private static final String CONTACT = "contact=";

  private final Target target;
  private final Lookups lookups;
  private final Optional<Pending<List<Untrusted>>> records;

  private Wish(Target target, Lookups lookups, Optional<Pending<List<Untrusted>>> records) {
    this.target = target;
    this.lookups = lookups;
    this.records = records;
  }

  /** Begins to ask. */
  public static Wish ask(Target target, NameService names, Deadline deadline) {
    Lookups lookups = new Lookups(names, deadline);
    return new Wish(
        target,
        lookups,
        target.connects().isEmpty()
            ? Optional.of(
                lookups.start(
                    (service, until) ->
                        service.records(name(target), RecordType.TXT, until).records()))
            : Optional.empty());
  }

  private static String name(Target target) {
    return LABEL + target.domain().ascii();
  }

  /** Why nobody is to be dialled, if so. A wish that cannot be read is none. */
  public Optional<Reason> declined() {
    if (records.isEmpty()) {
      return Optional.empty();
    }
    try {
      return records.get().seen().stream()
          .limit(MOST_RECORDS)
          .map(Wish::words)
          .filter(words -> words.stream().anyMatch(word -> lower(word).equals(NO)))
          .findFirst()
          .map(this::declined);
    } catch (PeerException _) {
      return Optional.empty();
    }
  }

  private Reason declined(List<String> words) {
    String contact =
        words.stream()
            .filter(word -> lower(word).startsWith(CONTACT))
            .map(word -> "; contact " + word.substring(CONTACT.length()))
            .findFirst()
            .orElse("");
    return Reason.of(
        ReasonCode.DECLINED,
        "a TXT record of "
            + name(target)
            + " says scan=no"
            + contact
            + "; who runs the server can name its address with --connect");
  }

  /** A zone file's text, in quotes or not, cut at semicolons and white space. */
  private static List<String> words(Untrusted record) {
    String text = record.raw();
    String bounded = text.substring(0, Math.min(LONGEST_RECORD, text.length()));
    return Arrays.stream(bounded.split("[;\\s\"]+", -1))
        .flatMap(word -> word.isEmpty() ? Stream.empty() : Stream.of(word))
        .toList();
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Gives up where no answer has come. */
  @Override
  public void close() {
    lookups.close();
  }
}
