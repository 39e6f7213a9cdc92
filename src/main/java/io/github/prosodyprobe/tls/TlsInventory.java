package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.tls.OldVersionsScan.Depth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what one TLS listener accepts by sending it hellos and hanging up on the answers: fewer
 * than twenty connections for a server with nine suites and three groups, in rows side by side.
 */
public final class TlsInventory {

  /**
   * Connections at the most. A server with OpenSSL's whole list of strong suites under TLS 1.2
   * needs about seventy, and one that also refuses by hanging up more than a hundred, because each
   * such end is looked at three times.
   */
  public static final int MAX_CONNECTIONS = 128;

  /** Connections to a server that is configured as guidelines want it. */
  private static final int FOR_EVERYTHING = 18;

  /** One each for TLS 1.3, TLS 1.2, all below, and SSL 2.0; and one that confirms the others. */
  private static final int FOR_VERSIONS = 5;

  /** Of these, kept back for the hellos that confirm the others. */
  static final int RESERVE = 6;

  /** The facts for which the version alone will not do, before TLS 1.3. */
  private static final Set<Fact<?>> NEED_OLD_SUITES =
      Set.of(
          TlsFacts.SUITES,
          TlsFacts.SUITES_TLS12,
          TlsFacts.SUITES_BEFORE_TLS12,
          TlsFacts.SUITES_WITHOUT_FORWARD_SECRECY,
          TlsFacts.SUITES_WITHOUT_AEAD,
          TlsFacts.SUITES_BROKEN,
          TlsFacts.SUITE_PREFERENCE,
          TlsFacts.GROUPS,
          TlsFacts.GROUPS_TLS12,
          TlsFacts.DH_BITS,
          TlsFacts.DH_GROUPS,
          TlsFacts.EPHEMERAL_KEYS_REPEATED);

  /** The same under TLS 1.3. */
  private static final Set<Fact<?>> NEED_TLS13_CHOICES =
      Set.of(
          TlsFacts.SUITES,
          TlsFacts.SUITES_TLS13,
          TlsFacts.SUITES_WITHOUT_FORWARD_SECRECY,
          TlsFacts.SUITES_WITHOUT_AEAD,
          TlsFacts.SUITES_BROKEN,
          TlsFacts.GROUPS,
          TlsFacts.GROUPS_TLS13,
          TlsFacts.EPHEMERAL_KEYS_REPEATED);

  /** Every fact that an inventory says something about. */
  public static final Set<Fact<?>> FACTS = InventoryReport.FACTS;

  private final HelloSession session;
  private final HelloTemplates templates;
  private final Set<Fact<?>> wanted;

  private Sweep<CipherSuite> ssl2 = Sweep.notWanted(CipherSuites.forSsl2());
  private Sweep<CipherSuite> beforeTls12 = Sweep.notWanted(CipherSuites.forBeforeTls12());
  private List<Sweep<CipherSuite>> tls12 = List.of(Sweep.notWanted(CipherSuites.forTls12()));
  private Tls13Scan.Found tls13 = Tls13Scan.Found.notWanted();
  private Sweep<NamedGroup> curves = Sweep.notWanted(NamedGroups.forBeforeTls13());

  /**
   * An inventory of one listener.
   *
   * @param transport opens its connections
   * @param serverName the name for SNI, as A-labels
   * @param alpn the application protocol to offer; empty after STARTTLS, where it has no place
   * @param wanted the facts that somebody will look at
   */
  public TlsInventory(
      HelloTransport transport, String serverName, Optional<String> alpn, Set<Fact<?>> wanted) {
    this.session = new HelloSession(transport);
    this.templates = new HelloTemplates(serverName, alpn);
    this.wanted = Set.copyOf(wanted);
  }

  /**
   * Connections to a server that is configured as guidelines want it.
   *
   * @param wanted the facts that somebody will look at
   */
  public static int usualConnections(Set<Fact<?>> wanted) {
    if (wantsAny(NEED_OLD_SUITES, wanted) || wantsAny(NEED_TLS13_CHOICES, wanted)) {
      return FOR_EVERYTHING;
    }
    return FOR_VERSIONS + (wanted.contains(TlsFacts.FALLBACK_SCSV) ? 1 : 0);
  }

  /**
   * Sends the hellos and tells what was found, or why not, of every fact of {@link TlsFacts}.
   *
   * @throws InterruptedException when the scan is being stopped
   */
  public void run(InventorySink sink) throws InterruptedException {
    OldVersionsScan old =
        new OldVersionsScan(
            session, templates, wantsAny(NEED_OLD_SUITES) ? Depth.SUITES : Depth.VERSIONS);
    Together.run(
        this::lookAtTls13,
        this::lookAtTls12,
        () -> beforeTls12 = old.belowTls12(),
        () -> ssl2 = old.ssl2());
    lookAtCurvesOfOldVersions();
    ClosingHellos closing = new ClosingHellos(session, templates, wanted);
    closing.send(acceptedUnderTls12(), tls13.groups().accepted());
    Inventoried found =
        new Inventoried(
            ssl2,
            beforeTls12,
            tls12,
            tls13,
            curves,
            closing.chooser(),
            closing.fallback(),
            session.accepted());
    new InventoryReport(session, found, sink).write();
  }

  /** The hellos on a topic and the answers to them. */
  public Transcript transcript(Topic topic) {
    return session.transcript(topic);
  }

  private boolean wantsAny(Set<Fact<?>> facts) {
    return wantsAny(facts, wanted);
  }

  private static boolean wantsAny(Set<Fact<?>> facts, Set<Fact<?>> wanted) {
    return wanted.stream().anyMatch(facts::contains);
  }

  private void lookAtTls13() throws InterruptedException {
    Tls13Scan scan = new Tls13Scan(session, templates);
    if (wantsAny(NEED_TLS13_CHOICES)) {
      tls13 = scan.everything();
    } else {
      scan.versionOnly();
    }
  }

  private void lookAtTls12() throws InterruptedException {
    Tls12SuiteScan scan = new Tls12SuiteScan(session, templates);
    if (!wantsAny(NEED_OLD_SUITES)) {
      scan.versionOnly();
      return;
    }
    tls12 = scan.everything();
    if (session.versions().isOffered(TlsVersion.TLS_1_2)) {
      lookAtCurves(TlsVersion.TLS_1_2, acceptedUnderTls12());
    }
  }

  private List<CipherSuite> acceptedUnderTls12() {
    List<CipherSuite> accepted = new ArrayList<>();
    tls12.forEach(sweep -> accepted.addAll(sweep.accepted()));
    return accepted;
  }

  private void lookAtCurves(TlsVersion version, List<CipherSuite> suites)
      throws InterruptedException {
    if (wanted.contains(TlsFacts.GROUPS) || wanted.contains(TlsFacts.GROUPS_TLS12)) {
      curves = new EcdheGroupScan(session, templates).sweep(version, suites);
    }
  }

  private void lookAtCurvesOfOldVersions() throws InterruptedException {
    if (!session.versions().isOffered(TlsVersion.TLS_1_2) && wantsAny(NEED_OLD_SUITES)) {
      Optional<TlsVersion> newest =
          session.versions().offered().stream()
              .filter(version -> version.isBefore(TlsVersion.TLS_1_2))
              .filter(version -> version != TlsVersion.SSL_2)
              .max(Comparator.naturalOrder());
      if (newest.isPresent()) {
        lookAtCurves(newest.get(), beforeTls12.accepted());
      }
    }
  }
}
