package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the renderers say of what became of checks in the same words. */
final class TrailText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private TrailText() {}

  static String time(Instant time) {
    return TIME.format(time);
  }

  /** Since when it is what it is, and what it was before. */
  static String of(Trail trail) {
    List<String> words = new ArrayList<>();
    if (trail.state() == State.UNKNOWN) {
      words.add("never known, since " + time(trail.since()));
    } else {
      String tense = trail.unknownSince().isPresent() ? "was " : "";
      words.add(tense + trail.state().word() + " since " + time(trail.since()));
      trail.before().ifPresent(before -> words.add("before that " + before.word()));
      trail.unknownSince().ifPresent(since -> words.add("not known since " + time(since)));
    }
    return String.join(", ", words);
  }

  /** Puts together what was the same in several places all the time. */
  static List<List<Trail>> alike(List<Trail> trails) {
    Map<Object, List<Trail>> groups = new LinkedHashMap<>();
    for (Trail trail : trails) {
      groups
          .computeIfAbsent(
              List.of(trail.subject().check(), trail.vantage(), trail.marks().toString()),
              _ -> new ArrayList<>())
          .add(trail);
    }
    return List.copyOf(groups.values());
  }

  static String places(List<Trail> alike) {
    return alike.stream().map(trail -> trail.subject().place()).collect(Collectors.joining(", "));
  }
}
