package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.HelloOutcome.Accepted;
import io.github.prosodyprobe.tls.HelloOutcome.AcceptedSslV2;
import io.github.prosodyprobe.tls.HelloOutcome.Refused;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for everything older than TLS 1.2: one hello that offers SSL 3 to TLS 1.1 together, refused
 * as a version, proves them all absent; SSL 2 has a hello of its own.
 */
final class OldVersionsScan {

  /** How far to look. */
  enum Depth {
    VERSIONS,
    SUITES
  }

  private static final Set<Topic> TOPICS = EnumSet.of(Topic.VERSIONS, Topic.SUITES_BEFORE_TLS12);

  private final HelloSession session;
  private final HelloTemplates templates;
  private final Depth depth;
  private final List<CipherSuite> accepted = new ArrayList<>();

  /** A scan that goes as deep as this at each version that it finds. */
  OldVersionsScan(HelloSession session, HelloTemplates templates, Depth depth) {
    this.session = session;
    this.templates = templates;
    this.depth = depth;
  }

  /** Asks with SSL 2. */
  Sweep<CipherSuite> ssl2() throws InterruptedException {
    List<CipherSuite> kinds = CipherSuites.forSsl2();
    try {
      HelloOutcome outcome = session.ask(new SslV2Hello(kinds), TOPICS);
      List<CipherSuite> shared =
          outcome instanceof AcceptedSslV2(List<CipherSuite> found) ? found : List.of();
      return new Sweep<>(kinds, shared, Optional.empty());
    } catch (PeerException e) {
      return new Sweep<>(kinds, List.of(), Optional.of(e.reason()));
    }
  }

  /** Asks from TLS 1.1 downwards. */
  Sweep<CipherSuite> belowTls12() throws InterruptedException {
    List<CipherSuite> candidates = CipherSuites.forBeforeTls12();
    try {
      TlsVersion version = TlsVersion.TLS_1_1;
      while (version != TlsVersion.SSL_2) {
        HelloOutcome outcome = session.ask(hello(version, candidates), TOPICS);
        if (isRefusedAsVersion(outcome)) {
          break;
        }
        if (outcome instanceof Accepted(ServerFlight flight)
            && !version.isBefore(flight.hello().version())) {
          version = flight.hello().version();
          Sweep<CipherSuite> sweep = sweep(version, flight, candidates);
          if (sweep.cutShort().isPresent()) {
            return sweep;
          }
        }
        version = TlsVersion.values()[version.ordinal() - 1];
      }
      return new Sweep<>(candidates, accepted, Optional.empty());
    } catch (PeerException e) {
      return new Sweep<>(candidates, accepted, Optional.of(e.reason()));
    }
  }

  private static boolean isRefusedAsVersion(HelloOutcome outcome) {
    return outcome instanceof Refused(Alert alert) && alert.description() == Alert.PROTOCOL_VERSION;
  }

  /** Each version is asked only for what no version before it has shown. */
  private Sweep<CipherSuite> sweep(
      TlsVersion version, ServerFlight first, List<CipherSuite> candidates)
      throws InterruptedException {
    CipherSuite chosen = first.hello().suite();
    if (!candidates.contains(chosen)) {
      return new Sweep<>(
          candidates, accepted, Optional.of(VersionBook.notOffered(chosen.toString())));
    }
    if (!accepted.contains(chosen)) {
      accepted.add(chosen);
    }
    if (depth == Depth.VERSIONS) {
      return new Sweep<>(candidates, accepted, Optional.empty());
    }
    List<CipherSuite> rest = new ArrayList<>(candidates);
    rest.removeAll(accepted);
    Sweep<CipherSuite> more =
        new Elimination<CipherSuite>(
                session,
                suites -> hello(version, suites),
                flight -> Optional.of(flight.hello().suite()),
                EnumSet.of(Topic.SUITES_BEFORE_TLS12))
            .sweep(rest);
    accepted.addAll(more.accepted());
    return new Sweep<>(candidates, accepted, more.cutShort());
  }

  private ClientHello hello(TlsVersion version, List<CipherSuite> suites) {
    return templates.upTo(version, suites, NamedGroups.forBeforeTls13());
  }
}
