package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.HelloSession.Exchange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for the curves that the hellos before TLS 1.3 have not shown yet, with suites that need one:
 * with others a server falls back to DHE and seems to accept.
 */
final class EcdheGroupScan {

  private final HelloSession session;
  private final HelloTemplates templates;

  EcdheGroupScan(HelloSession session, HelloTemplates templates) {
    this.session = session;
    this.templates = templates;
  }

  /** The curves in the answers before TLS 1.3 so far, latest last. */
  static List<NamedGroup> seen(HelloSession session) {
    Set<NamedGroup> seen = new LinkedHashSet<>();
    for (Exchange exchange : session.accepted()) {
      if (exchange.hello().version() != TlsVersion.TLS_1_3) {
        exchange.flight().group().ifPresent(seen::add);
      }
    }
    return List.copyOf(seen);
  }

  /**
   * Finds the curves.
   *
   * @param version the newest version before TLS 1.3 that the server has
   * @param suites suites that it accepted there
   */
  Sweep<NamedGroup> sweep(TlsVersion version, List<CipherSuite> suites)
      throws InterruptedException {
    List<CipherSuite> usable = new ArrayList<>();
    Optional<NamedGroup> kept = Optional.empty();
    for (CipherSuite suite : suites) {
      if (suite.isEcdhe() && !suite.isEcdsa()) {
        usable.add(suite);
      }
    }
    if (usable.isEmpty()) {
      suites.stream().filter(CipherSuite::isEcdhe).forEach(usable::add);
      kept = CertificateCurve.of(session.accepted());
    }
    return usable.isEmpty()
        ? new Sweep<>(NamedGroups.forBeforeTls13(), List.of(), Optional.empty())
        : sweep(version, usable, kept);
  }

  /** Without its own curve an ECDSA certificate is unusable, so that curve stays, as the last. */
  private Sweep<NamedGroup> sweep(
      TlsVersion version, List<CipherSuite> suites, Optional<NamedGroup> kept)
      throws InterruptedException {
    List<NamedGroup> seen = new ArrayList<>(seen(session));
    List<NamedGroup> rest = new ArrayList<>(NamedGroups.forBeforeTls13());
    rest.removeAll(seen);
    kept.ifPresent(rest::remove);
    boolean wentByOurOrder = seen.size() > 1;
    Elimination<NamedGroup> elimination =
        new Elimination<>(
            session,
            groups -> {
              List<NamedGroup> offer = new ArrayList<>(groups);
              kept.ifPresent(offer::add);
              return templates.upTo(version, suites, offer);
            },
            ServerFlight::group,
            EnumSet.of(Topic.GROUPS_TLS12));
    Sweep<NamedGroup> sweep = elimination.sweep(rest);
    seen.addAll(sweep.accepted());
    if (kept.isEmpty() || !fellBack(sweep, kept.get())) {
      return new Sweep<>(NamedGroups.forBeforeTls13(), seen, sweep.cutShort());
    }
    if (!seen.contains(kept.get())) {
      seen.add(kept.get());
    }
    boolean complete = wentByOurOrder || goesByOurOrder(version, suites, kept.get(), seen);
    return new Sweep<>(
        NamedGroups.forBeforeTls13(),
        seen,
        complete ? Optional.empty() : Optional.of(hidden(kept.get())));
  }

  /** Whether the server chooses the first of two accepted curves, either way round. */
  private boolean goesByOurOrder(
      TlsVersion version, List<CipherSuite> suites, NamedGroup kept, List<NamedGroup> accepted)
      throws InterruptedException {
    for (NamedGroup other : accepted) {
      if (!other.equals(kept)) {
        return chooses(kept, templates.upTo(version, suites, List.of(kept, other)))
            && chooses(other, templates.upTo(version, suites, List.of(other, kept)));
      }
    }
    return false;
  }

  private boolean chooses(NamedGroup group, ClientHello hello) throws InterruptedException {
    try {
      return session.ask(hello, EnumSet.of(Topic.GROUPS_TLS12))
              instanceof HelloOutcome.Accepted(ServerFlight flight)
          && flight.group().equals(Optional.of(group));
    } catch (PeerException _) {
      return false;
    }
  }

  /**
   * That the server falls back to the curve kept for its certificate ends the sweep. It proves the
   * rest absent when the server goes by our order; two different choices among the same curves show
   * that too.
   */
  private static boolean fellBack(Sweep<NamedGroup> sweep, NamedGroup kept) {
    return sweep.cutShort().equals(Optional.of(VersionBook.notOffered(kept.toString())));
  }

  private static Reason hidden(NamedGroup kept) {
    return Reason.of(
        ReasonCode.NOT_PROBED,
        "the server prefers "
            + kept
            + ", which its certificate needs; curves that it likes less cannot be seen");
  }
}
