package io.github.prosodyprobe.report;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.ExternalFacts;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.policy.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks that could not be judged from where a scan stood, for one cause, and what would let them
 * be. Each is in the report already, one by one; this only counts.
 *
 * @param checks how many checks, wherever they would have held
 * @param words the cause, the places where it matters which, and the remedy
 */
record NotSeen(int checks, String words) {

  /** What stands above all of them. */
  static final String TITLE = "Not seen from here";

  /** How listeners were found that {@code --connect} names. */
  private static final FactValue BY_OPERATOR = FactValue.text("operator");

  /** In the order in which they are told: what an option mends comes first. */
  private enum Cause {
    CONFIG("only the configuration file tells: --config FILE"),
    IDENTITY("only a server that logs in sees it: --s2s-identity DOMAIN, of your own"),
    CANARY("only the name of an existing account shows it: --canary NAME"),
    NARROWED("at your wish: --connect says where to look (%s), and nothing else was looked for"),
    LISTENERS("nothing leads to such a listener (%s): --connect LISTENER=HOST:PORT"),
    SILENCE("nobody answers (%s): --connect LISTENER=HOST:PORT where it is elsewhere"),
    NAME("no address in the DNS (%s): mind the spelling, or --connect LISTENER=HOST:PORT"),
    ROUTE("this machine has no route (%s): scan from one that has, or leave it out with -4 or -6"),
    ADDRESS("not dialled unless you name it (%s): --connect LISTENER=HOST:PORT"),
    RESOLVER("the resolver has no answer: --resolver ADDRESS:PORT"),
    VALIDATION("the resolver does not validate: --resolver ADDRESS:PORT of one that does"),
    VANTAGE("only the other side of the firewall shows it: --vantage %s, from there"),
    DECLINED("the domain wishes not to be tested: who runs it names an address with --connect"),
    THROTTLED("the server had enough (%s): scan again later, or less with --only"),
    TIME("there was no time left: --timeout TIME"),
    ACCOUNT("only somebody with an account sees it, and no scan logs in"),
    ACTIVE("only load or odd input shows it, and no scan sends that");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    /** Of what has a reason; reasons that only the server can mend have no group. */
    static Optional<Cause> of(Reason reason, boolean silent) {
      return switch (reason.code()) {
        case NEEDS_CONFIG -> Optional.of(CONFIG);
        case NEEDS_CANARY -> Optional.of(CANARY);
        case NEEDS_ACCOUNT -> Optional.of(ACCOUNT);
        case NEEDS_ACTIVE -> Optional.of(ACTIVE);
        case VANTAGE -> Optional.of(VANTAGE);
        case DECLINED -> Optional.of(DECLINED);
        case THROTTLED -> Optional.of(THROTTLED);
        case TCP_UNREACHABLE -> Optional.of(ROUTE);
        case ADDRESS_REFUSED -> Optional.of(ADDRESS);
        case DEADLINE_EXCEEDED -> Optional.of(TIME);
        case DNS_SERVFAIL, DNS_TIMEOUT, DNS_UNREACHABLE, DNS_BAD_ANSWER -> Optional.of(RESOLVER);
        case DNS_NOT_VALIDATING -> Optional.of(VALIDATION);
        case DNS_NXDOMAIN, DNS_NO_ADDRESS -> silent ? Optional.of(NAME) : Optional.empty();
        case TCP_REFUSED, TCP_TIMEOUT, UDP_REFUSED, UDP_TIMEOUT ->
            silent ? Optional.of(SILENCE) : Optional.empty();
        default -> Optional.empty();
      };
    }
  }

  private static final class Group {
    private final Set<String> checks = new TreeSet<>();
    private final Set<String> places = new TreeSet<>();
  }

  /** The groups; none where nothing was judged, or all of it could be. */
  static List<NotSeen> in(Report report) {
    Map<Cause, Group> groups = new EnumMap<>(Cause.class);
    if (!isFileAlone(report)) {
      Set<Listener> asked = askedFor(report);
      report.unmet().forEach(unmet -> note(unmet, asked, groups));
    }
    Set<Endpoint> answering =
        report.results().stream()
            .filter(finding -> finding.state() == State.PASS || finding.state() == State.FAIL)
            .map(Finding::endpoint)
            .collect(Collectors.toSet());
    for (Finding finding : report.results()) {
      cause(finding, !answering.contains(finding.endpoint()))
          .ifPresent(
              cause ->
                  note(cause, finding.check(), place(cause, finding.endpoint(), report), groups));
    }
    if (groups.containsKey(Cause.DECLINED)) {
      // As long as nobody looks at the server, only what is not the server can be looked at.
      groups.keySet().retainAll(Set.of(Cause.DECLINED, Cause.CONFIG));
    }
    List<NotSeen> told = new ArrayList<>();
    groups.forEach(
        (cause, group) ->
            told.add(
                new NotSeen(
                    group.checks.size(),
                    cause.words.replace("%s", String.join(", ", group.places)))));
    return told;
  }

  /** The report on a file says itself that no server was asked. */
  private static boolean isFileAlone(Report report) {
    return report.facts().stream()
        .allMatch(facts -> facts.endpoint().listener() == Listener.CONFIG);
  }

  private static Optional<Cause> cause(Finding finding, boolean silent) {
    Reason reason = finding.reason();
    return switch (finding.state()) {
      case UNKNOWN -> reason == null ? Optional.empty() : Cause.of(reason, silent);
      case NOT_APPLICABLE ->
          Optional.of(Cause.IDENTITY)
              .filter(_ -> finding.because().equals(ExternalFacts.NEEDS_IDENTITY));
      case PASS, FAIL, WAIVED, INFO -> Optional.empty();
    };
  }

  private static String place(Cause cause, Endpoint endpoint, Report report) {
    return cause == Cause.VANTAGE
        ? (report.run().vantage().equals("external") ? "internal" : "external")
        : endpoint.named(report.domain());
  }

  /** Where was looked, if the operator said where, so that the DNS was not asked; else nothing. */
  private static Set<Listener> askedFor(Report report) {
    boolean narrowed =
        report.facts().stream()
            .filter(facts -> facts.endpoint().listener() == Listener.DNS)
            .flatMap(facts -> facts.states().values().stream())
            .anyMatch(
                state ->
                    state instanceof FactState.Observed(FactValue value, _)
                        && value.equals(BY_OPERATOR));
    if (!narrowed) {
      return Set.of();
    }
    return report.facts().stream()
        .map(facts -> facts.endpoint().listener())
        .filter(listener -> listener != Listener.DNS && listener != Listener.CONFIG)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void note(Report.Unmet unmet, Set<Listener> asked, Map<Cause, Group> groups) {
    if (unmet.listeners().equals(Set.of(Listener.CONFIG))) {
      note(Cause.CONFIG, unmet.check(), Listener.CONFIG.word(), groups);
      return;
    }
    Cause cause = asked.isEmpty() ? Cause.LISTENERS : Cause.NARROWED;
    Set<Listener> places = asked.isEmpty() ? unmet.listeners() : asked;
    places.stream()
        .filter(listener -> listener != Listener.CONFIG)
        .forEach(listener -> note(cause, unmet.check(), listener.word(), groups));
  }

  private static void note(Cause cause, String check, String place, Map<Cause, Group> groups) {
    Group group = groups.computeIfAbsent(cause, _ -> new Group());
    group.checks.add(check);
    group.places.add(place);
  }

  /** The number of checks, in words. */
  String count() {
    return checks + (checks == 1 ? " check" : " checks");
  }
}
