package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.net.PeerException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Asks for every suite of TLS 1.2 in portions side by side. The bad suites are a portion of their
 * own, which one refusal proves absent, and of those that a server takes the broken ones are told
 * from the merely outdated: one with very many good suites cannot use up the connections that show
 * the bad ones.
 */
final class Tls12SuiteScan {

  private static final Set<Topic> TOPICS = EnumSet.of(Topic.VERSIONS, Topic.SUITES_TLS12);

  /** One more costs a connection, and shortens the longest row of a usual server to three. */
  private static final int GOOD_ROWS = 3;

  private static final int ROTATED_GROUPS = 3;

  private final HelloSession session;
  private final HelloTemplates templates;

  Tls12SuiteScan(HelloSession session, HelloTemplates templates) {
    this.session = session;
    this.templates = templates;
  }

  /** Looks whether the version is there, and no further. */
  void versionOnly() throws InterruptedException {
    try {
      session.ask(hello(CipherSuites.forTls12(), 0), EnumSet.of(Topic.VERSIONS));
    } catch (PeerException _) {
      // The session has noted it with the version.
    }
  }

  /** Finds all suites, portion by portion. */
  List<Sweep<CipherSuite>> everything() throws InterruptedException {
    List<Callable<List<Sweep<CipherSuite>>>> rows = new ArrayList<>();
    List<List<CipherSuite>> portions = portions();
    for (int row = 0; row < GOOD_ROWS; row++) {
      Elimination<CipherSuite> elimination = elimination(row);
      List<CipherSuite> portion = portions.get(row);
      rows.add(() -> List.of(elimination.sweep(portion)));
    }
    rows.add(() -> bad(portions.get(GOOD_ROWS), portions.get(GOOD_ROWS + 1)));
    List<Sweep<CipherSuite>> sweeps = new ArrayList<>();
    Together.collect(rows).forEach(sweeps::addAll);
    return sweeps;
  }

  /** Only a server that takes one of the bad suites is asked for each portion of them. */
  private List<Sweep<CipherSuite>> bad(List<CipherSuite> outdated, List<CipherSuite> broken)
      throws InterruptedException {
    List<CipherSuite> both = new ArrayList<>(outdated);
    both.addAll(broken);
    if (elimination(GOOD_ROWS).refusesAll(both)) {
      return List.of(new Sweep<>(both, List.of(), Optional.empty()));
    }
    return Together.collect(
        List.of(
            () -> elimination(GOOD_ROWS).sweep(outdated),
            () -> elimination(GOOD_ROWS + 1).sweep(broken)));
  }

  private Elimination<CipherSuite> elimination(int row) {
    return new Elimination<>(
        session,
        suites -> hello(suites, row),
        flight -> Optional.of(flight.hello().suite()),
        TOPICS);
  }

  /** The good ones dealt into rows, so that none gets long; then the outdated and the broken. */
  static List<List<CipherSuite>> portions() {
    List<CipherSuite> broken = new ArrayList<>();
    List<CipherSuite> outdated = new ArrayList<>();
    List<List<CipherSuite>> portions = new ArrayList<>();
    for (int row = 0; row < GOOD_ROWS; row++) {
      portions.add(new ArrayList<>());
    }
    int dealt = 0;
    for (CipherSuite suite : CipherSuites.forTls12()) {
      if (suite.isBroken()) {
        broken.add(suite);
      } else if (!suite.isForwardSecret() || !suite.isAead()) {
        outdated.add(suite);
      } else {
        portions.get(dealt++ % GOOD_ROWS).add(suite);
      }
    }
    portions.add(outdated);
    portions.add(broken);
    return portions;
  }

  /**
   * All curves are in every hello, so that none is ever why a suite is refused; those not yet seen
   * come first, and another one first in each row, so that a server that goes by our order shows a
   * new one each time.
   */
  private ClientHello hello(List<CipherSuite> suites, int row) {
    List<NamedGroup> order = NamedGroups.forBeforeTls13();
    Collections.swap(order, 0, row % ROTATED_GROUPS);
    List<NamedGroup> seen = EcdheGroupScan.seen(session);
    order.removeAll(seen);
    order.addAll(seen);
    return templates.upTo(TlsVersion.TLS_1_2, suites, order);
  }
}
