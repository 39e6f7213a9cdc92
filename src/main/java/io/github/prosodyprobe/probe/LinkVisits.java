package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.HostMetaFacts;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.HostMeta.Link;
import io.github.prosodyprobe.http.HostMeta.Way;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.probe.LinkVisit.Met;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Follows the links of host-meta, {@value #MOST} at the most, and says which lead nowhere. */
final class LinkVisits {

  /** Links that are followed. */
  static final int MOST = 4;

  static final int CONNECTIONS = MOST * LinkVisit.CONNECTIONS;

  private final ProbeContext context;
  private final Findings findings;
  private final List<LinkVisit> visits;
  private final Optional<Reason> leftOut;
  private final Evidence evidence;

  private LinkVisits(
      ProbeContext context, Findings findings, List<LinkVisit> visits, Optional<Reason> leftOut) {
    this.context = context;
    this.findings = findings;
    this.visits = visits;
    this.leftOut = leftOut;
    this.evidence = evidence();
  }

  /** Goes everywhere at once, where somebody will look at what comes of it, and reports. */
  static void report(ProbeContext context, List<Link> links, Findings findings)
      throws PeerException, InterruptedException {
    if (!context.wants(HostMetaFacts.DEAD_LINKS) && !context.wants(HostMetaFacts.PRIVATE_LINKS)) {
      return;
    }
    List<Link> ways = links.stream().filter(link -> link.way() != Way.OTHER).distinct().toList();
    List<Callable<LinkVisit>> going = new ArrayList<>();
    ways.stream().limit(MOST).forEach(link -> going.add(() -> LinkVisit.of(link, context)));
    Optional<Reason> leftOut =
        ways.size() <= MOST
            ? Optional.empty()
            : Optional.of(
                Reason.of(
                    ReasonCode.BUDGET_EXCEEDED,
                    "only the first " + MOST + " links of host-meta are followed"));
    LinkVisits visits = new LinkVisits(context, findings, SideBySide.collect(going), leftOut);
    visits.reportDead();
    visits.reportPrivate(links);
  }

  private void reportDead() {
    List<Untrusted> dead = new ArrayList<>();
    List<Reason> unseen = new ArrayList<>();
    for (LinkVisit visit : visits) {
      switch (visit.met()) {
        case Met.Somebody _ -> {}
        case Met.Nobody(String because) ->
            dead.add(visit.link().href().followedBy(" (" + because + ")"));
        case Met.Unseen(Reason reason) -> unseen.add(reason);
      }
    }
    report(HostMetaFacts.DEAD_LINKS, dead, unseen);
  }

  private void reportPrivate(List<Link> links) {
    List<Reason> unseen = new ArrayList<>();
    for (LinkVisit visit : visits) {
      if (visit.isPrivate().isEmpty() && visit.met() instanceof Met.Unseen(Reason reason)) {
        unseen.add(reason);
      }
    }
    Stream<Link> seen =
        visits.stream().filter(visit -> visit.isPrivate().orElse(false)).map(LinkVisit::link);
    List<Untrusted> hidden =
        Stream.concat(links.stream().filter(Link::isPrivate), seen)
            .map(Link::href)
            .distinct()
            .toList();
    report(HostMetaFacts.PRIVATE_LINKS, hidden, unseen);
  }

  /** What is certainly wrong outweighs what is not known; what the operator leaves out is left. */
  private void report(Fact<TextSet> fact, List<Untrusted> wrong, List<Reason> unseen) {
    List<Reason> reasons = new ArrayList<>(unseen);
    leftOut.ifPresent(reasons::add);
    Optional<Reason> ours =
        reasons.stream().filter(reason -> reason.code() != ReasonCode.NOT_PROBED).findFirst();
    if (!wrong.isEmpty() || reasons.isEmpty()) {
      findings.observed(fact, new TextSet(wrong), evidence);
    } else if (ours.isPresent()) {
      findings.unobserved(fact, ours.get());
    } else {
      findings.notApplicable(fact, reasons.getFirst().detail().toString());
    }
  }

  private Evidence evidence() {
    List<Untrusted> lines = new ArrayList<>();
    for (LinkVisit visit : visits) {
      Transcript heading = new Transcript();
      heading.note(
          visit.link().location().map(WebLocation::toString).orElse("a link")
              + ": "
              + word(visit.met()));
      lines.addAll(heading.lines());
      lines.addAll(visit.lines());
    }
    String byHand =
        Curl.of(visits.stream().flatMap(visit -> visit.link().location().stream()).toList());
    String id = context.evidence("host-meta-links", new Transcript(), byHand).id();
    return new Evidence(id, lines, byHand);
  }

  private static String word(Met met) {
    return switch (met) {
      case Met.Somebody _ -> "answers";
      case Met.Nobody(String because) -> because;
      case Met.Unseen(Reason reason) -> reason.toString();
    };
  }
}
