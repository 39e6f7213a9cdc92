package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.net.PeerException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Asks for every suite of TLS 1.2 in four portions side by side. The broken suites are a portion of
 * their own, and the merely outdated ones another: one refusal proves each absent, and a server
 * with very many good suites cannot use up the connections that show the bad ones.
 */
final class Tls12SuiteScan {

  private static final Set<Topic> TOPICS = EnumSet.of(Topic.VERSIONS, Topic.SUITES_TLS12);

  private final HelloSession session;
  private final HelloTemplates templates;

  Tls12SuiteScan(HelloSession session, HelloTemplates templates) {
    this.session = session;
    this.templates = templates;
  }

  /** Looks whether the version is there, and no further. */
  void versionOnly() throws InterruptedException {
    try {
      session.ask(hello(CipherSuites.forTls12()), EnumSet.of(Topic.VERSIONS));
    } catch (PeerException _) {
      // The session has noted it with the version.
    }
  }

  /** Finds all suites, portion by portion. */
  List<Sweep<CipherSuite>> everything() throws InterruptedException {
    List<Callable<Sweep<CipherSuite>>> rows = new ArrayList<>();
    for (List<CipherSuite> portion : portions()) {
      rows.add(
          () ->
              new Elimination<>(
                      session, this::hello, flight -> Optional.of(flight.hello().suite()), TOPICS)
                  .sweep(portion));
    }
    return Together.collect(rows);
  }

  /** Broken, outdated, and two halves of the good ones, so that neither row gets long. */
  static List<List<CipherSuite>> portions() {
    List<CipherSuite> broken = new ArrayList<>();
    List<CipherSuite> outdated = new ArrayList<>();
    List<List<CipherSuite>> good = List.of(new ArrayList<>(), new ArrayList<>());
    int dealt = 0;
    for (CipherSuite suite : CipherSuites.forTls12()) {
      if (suite.isBroken()) {
        broken.add(suite);
      } else if (!suite.isForwardSecret() || !suite.isAead()) {
        outdated.add(suite);
      } else {
        good.get(dealt++ % 2).add(suite);
      }
    }
    return List.of(broken, outdated, good.getFirst(), good.getLast());
  }

  /**
   * All curves are in every hello, so that none is ever why a suite is refused; those not yet seen
   * come first, so that a server that follows our order shows a new one each time.
   */
  private ClientHello hello(List<CipherSuite> suites) {
    List<NamedGroup> order = new ArrayList<>(NamedGroups.forBeforeTls13());
    List<NamedGroup> seen = EcdheGroupScan.seen(session);
    order.removeAll(seen);
    order.addAll(seen);
    return templates.upTo(TlsVersion.TLS_1_2, suites, order);
  }
}
