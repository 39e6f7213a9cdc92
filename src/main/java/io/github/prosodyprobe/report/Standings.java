package io.github.prosodyprobe.report;

import io.github.prosodyprobe.report.Standing.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How targets stood when somebody was last told of them. */
public final class Standings {

  /** Of nobody anything is known. */
  public static final Standings NONE = new Standings(Map.of());

  private final Map<Subject, Standing> bySubject;

  private Standings(Map<Subject, Standing> bySubject) {
    this.bySubject = bySubject;
  }

  /** Of several of one target the last counts. */
  static Standings of(Collection<Standing> standings) {
    Map<Subject, Standing> bySubject = new LinkedHashMap<>();
    standings.forEach(standing -> bySubject.put(standing.subject(), standing));
    return new Standings(bySubject);
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws UnreadableReportException when it is something else
   */
  public static Standings read(byte[] document) throws UnreadableReportException {
    return of(StandingsJson.read(document));
  }

  /** The document that {@link #read} reads. */
  public String toJson() {
    return StandingsJson.of(List.copyOf(bySubject.values()));
  }

  /** What runs changed, one for each of them; a target scanned twice is compared with itself. */
  public List<StandingChange> changes(List<Judged> runs) {
    Map<Subject, Standing> known = new LinkedHashMap<>(bySubject);
    List<StandingChange> changes = new ArrayList<>();
    for (Judged judged : runs) {
      Subject subject = Subject.of(judged.report());
      StandingChange change = StandingChange.of(judged, Optional.ofNullable(known.get(subject)));
      known.put(subject, change.after());
      changes.add(change);
    }
    return changes;
  }

  /** These with the changes; who was not scanned stands as before. */
  public Standings after(List<StandingChange> changes) {
    Map<Subject, Standing> known = new LinkedHashMap<>(bySubject);
    changes.forEach(change -> known.put(change.after().subject(), change.after()));
    return new Standings(known);
  }

  /** Whether somebody should be told. */
  public static boolean areNews(List<StandingChange> changes) {
    return changes.stream().anyMatch(StandingChange::isNews);
  }
}
