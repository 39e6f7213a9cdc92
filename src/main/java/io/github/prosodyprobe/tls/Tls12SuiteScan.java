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
 * Asks for every suite of TLS 1.2 in rows side by side. Those that guidelines recommend are a row
 * for each kind of key, of which a server with another key has none; all others are one more, which
 * one refusal proves absent. Where a server takes some of these, the broken ones are told from the
 * merely outdated and from the unusual: one with very many good suites cannot use up the
 * connections that show the bad ones.
 */
final class Tls12SuiteScan {

  private static final Set<Topic> TOPICS = EnumSet.of(Topic.VERSIONS, Topic.SUITES_TLS12);

  /** What RFC 9325, section 4.2, recommends, and RFC 7905, by how the server keys itself. */
  private static final List<Set<Integer>> RECOMMENDED =
      List.of(
          Set.of(0xC02F, 0xC030, 0xCCA8), // TLS_ECDHE_RSA
          Set.of(0x009E, 0x009F, 0xCCAA), // TLS_DHE_RSA
          Set.of(0xC02B, 0xC02C, 0xCCA9)); // TLS_ECDHE_ECDSA

  /** Servers that take one unusual suite take a dozen. */
  private static final int UNUSUAL_ROWS = 3;

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

  /** Finds all suites, row by row. */
  List<Sweep<CipherSuite>> everything() throws InterruptedException {
    List<Callable<List<Sweep<CipherSuite>>>> rows = new ArrayList<>();
    for (List<CipherSuite> row : recommended()) {
      Elimination<CipherSuite> elimination = elimination(rows.size());
      rows.add(() -> List.of(elimination.sweep(row)));
    }
    rows.add(this::others);
    List<Sweep<CipherSuite>> sweeps = new ArrayList<>();
    Together.collect(rows).forEach(sweeps::addAll);
    return sweeps;
  }

  /** Only a server that takes one of the others is asked for each portion of them. */
  private List<Sweep<CipherSuite>> others() throws InterruptedException {
    List<List<CipherSuite>> portions = otherPortions();
    List<CipherSuite> all = portions.stream().flatMap(List::stream).toList();
    if (elimination(RECOMMENDED.size()).refusesAll(all)) {
      return List.of(new Sweep<>(all, List.of(), Optional.empty()));
    }
    List<Callable<Sweep<CipherSuite>>> rows = new ArrayList<>();
    for (List<CipherSuite> portion : portions) {
      Elimination<CipherSuite> elimination = elimination(rows.size());
      rows.add(() -> elimination.sweep(portion));
    }
    return Together.collect(rows);
  }

  private Elimination<CipherSuite> elimination(int row) {
    return new Elimination<>(
        session,
        suites -> hello(suites, row),
        flight -> Optional.of(flight.hello().suite()),
        TOPICS);
  }

  /** A row for each kind of key. */
  static List<List<CipherSuite>> recommended() {
    return RECOMMENDED.stream()
        .map(codes -> codes.stream().sorted().map(CipherSuite::of).toList())
        .toList();
  }

  /** The broken ones, the outdated ones, and the unusual ones dealt into rows. */
  static List<List<CipherSuite>> otherPortions() {
    List<CipherSuite> broken = new ArrayList<>();
    List<CipherSuite> outdated = new ArrayList<>();
    List<List<CipherSuite>> portions = new ArrayList<>(List.of(broken, outdated));
    for (int row = 0; row < UNUSUAL_ROWS; row++) {
      portions.add(new ArrayList<>());
    }
    int dealt = 0;
    for (CipherSuite suite : CipherSuites.forTls12()) {
      if (suite.isBroken()) {
        broken.add(suite);
      } else if (!suite.isForwardSecret() || !suite.isAead()) {
        outdated.add(suite);
      } else if (RECOMMENDED.stream().noneMatch(codes -> codes.contains(suite.code()))) {
        portions.get(2 + dealt++ % UNUSUAL_ROWS).add(suite);
      }
    }
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
