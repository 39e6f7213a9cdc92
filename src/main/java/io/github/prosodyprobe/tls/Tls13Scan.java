package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.HelloOutcome.Accepted;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for TLS 1.3 without a key share: each HelloRetryRequest names a suite and a group, so that
 * suites and groups are eliminated in the same hellos as long as both have likely candidates left.
 */
final class Tls13Scan {

  /** TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256. */
  private static final Set<Integer> COMMON_SUITES = Set.of(0x1301, 0x1302, 0x1303);

  /**
   * What was found.
   *
   * @param suites the suites
   * @param groups the groups
   */
  record Found(Sweep<CipherSuite> suites, Sweep<NamedGroup> groups) {

    static Found notWanted() {
      return new Found(
          Sweep.notWanted(CipherSuites.forTls13()), Sweep.notWanted(NamedGroups.forTls13()));
    }
  }

  private final HelloSession session;
  private final HelloTemplates templates;
  private final List<CipherSuite> suitesLeft = new ArrayList<>(CipherSuites.forTls13());
  private final List<NamedGroup> groupsLeft = new ArrayList<>(NamedGroups.forTls13());
  private final List<CipherSuite> suites = new ArrayList<>();
  private final List<NamedGroup> groups = new ArrayList<>();
  private Sweep<CipherSuite> suiteSweep = Found.notWanted().suites();
  private Sweep<NamedGroup> groupSweep = Found.notWanted().groups();

  Tls13Scan(HelloSession session, HelloTemplates templates) {
    this.session = session;
    this.templates = templates;
  }

  /** Looks whether the version is there, and no further. */
  void versionOnly() throws InterruptedException {
    together(EnumSet.of(Topic.VERSIONS));
  }

  /** Finds all suites and groups. */
  Found everything() throws InterruptedException {
    Set<Topic> topics = EnumSet.of(Topic.VERSIONS, Topic.SUITES_TLS13, Topic.GROUPS_TLS13);
    while (together(topics)) {
      topics = EnumSet.of(Topic.SUITES_TLS13, Topic.GROUPS_TLS13);
    }
    if (suites.isEmpty() && !session.versions().isOffered(TlsVersion.TLS_1_3)) {
      return new Found(
          new Sweep<>(suitesLeft, suites, Optional.empty()),
          new Sweep<>(groupsLeft, groups, Optional.empty()));
    }
    return apart();
  }

  /** One hello for both; whether another one may bring both further. */
  private boolean together(Set<Topic> topics) throws InterruptedException {
    try {
      HelloOutcome outcome = session.ask(templates.tls13(suitesLeft, groupsLeft), topics);
      return outcome instanceof Accepted(ServerFlight flight)
          && flight.group().filter(groupsLeft::contains).isPresent()
          && suitesLeft.remove(flight.hello().suite())
          && suites.add(flight.hello().suite())
          && groupsLeft.remove(flight.group().get())
          && groups.add(flight.group().get())
          && !groupsLeft.isEmpty()
          && suitesLeft.stream().anyMatch(suite -> COMMON_SUITES.contains(suite.code()));
    } catch (PeerException _) {
      // The session has noted it, and the sweeps that follow meet it again.
      return false;
    }
  }

  /**
   * A refusal of both says nothing about either: the rest of each is asked with a known other. Nor
   * is there a known other when the first answer was none to believe; then it comes to light here.
   */
  private Found apart() throws InterruptedException {
    List<CipherSuite> knownSuites = suites.isEmpty() ? CipherSuites.forTls13() : suites;
    List<NamedGroup> knownGroups = groups.isEmpty() ? NamedGroups.forTls13() : groups;
    Elimination<CipherSuite> bySuite =
        new Elimination<>(
            session,
            rest -> templates.tls13(rest, knownGroups),
            flight -> Optional.of(flight.hello().suite()),
            EnumSet.of(Topic.SUITES_TLS13));
    Elimination<NamedGroup> byGroup =
        new Elimination<>(
            session,
            rest -> templates.tls13(knownSuites, rest),
            ServerFlight::group,
            EnumSet.of(Topic.GROUPS_TLS13));
    Together.run(
        () -> suiteSweep = plus(suites, bySuite.sweep(suitesLeft)),
        () -> groupSweep = plus(groups, byGroup.sweep(groupsLeft)));
    return new Found(suiteSweep, groupSweep);
  }

  private static <T> Sweep<T> plus(List<T> before, Sweep<T> sweep) {
    List<T> candidates = new ArrayList<>(before);
    candidates.addAll(sweep.candidates());
    List<T> accepted = new ArrayList<>(before);
    accepted.addAll(sweep.accepted());
    return new Sweep<>(candidates, accepted, sweep.cutShort());
  }
}
