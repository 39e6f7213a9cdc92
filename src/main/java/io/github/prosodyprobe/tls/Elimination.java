package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.HelloOutcome.Aborted;
import io.github.prosodyprobe.tls.HelloOutcome.Accepted;
import io.github.prosodyprobe.tls.HelloOutcome.AcceptedSslV2;
import io.github.prosodyprobe.tls.HelloOutcome.Closed;
import io.github.prosodyprobe.tls.HelloOutcome.NotTls;
import io.github.prosodyprobe.tls.HelloOutcome.Refused;
import io.github.prosodyprobe.tls.HelloOutcome.Reset;
import io.github.prosodyprobe.tls.HelloOutcome.Violation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Offers all candidates, strikes out the one that the server chooses, and offers the rest until it
 * refuses them: one connection for each accepted candidate, and one for all the others together.
 *
 * @param <T> suites or groups
 */
final class Elimination<T> {

  private final HelloSession session;
  private final Function<List<T>, ClientHello> hello;
  private final Function<ServerFlight, Optional<T>> choice;
  private final Set<Topic> topics;
  private final List<T> accepted = new ArrayList<>();

  /**
   * An elimination.
   *
   * @param hello the hello that offers these candidates
   * @param choice what a flight says about the server's choice
   * @param topics what the hellos are about; about the version only the first
   */
  Elimination(
      HelloSession session,
      Function<List<T>, ClientHello> hello,
      Function<ServerFlight, Optional<T>> choice,
      Set<Topic> topics) {
    this.session = session;
    this.hello = hello;
    this.choice = choice;
    this.topics = EnumSet.copyOf(topics);
  }

  /** Asks until the server refuses what is left of the candidates. */
  Sweep<T> sweep(List<T> candidates) throws InterruptedException {
    List<T> rest = new ArrayList<>(candidates);
    Optional<Reason> cutShort = Optional.empty();
    boolean goOn = !rest.isEmpty();
    while (goOn && cutShort.isEmpty() && !rest.isEmpty()) {
      ClientHello offer = hello.apply(rest);
      try {
        HelloOutcome outcome = session.ask(offer, topics);
        topics.remove(Topic.VERSIONS);
        cutShort = fault(offer, outcome, rest);
        goOn = outcome instanceof Accepted || outcome instanceof Aborted;
      } catch (PeerException e) {
        cutShort = Optional.of(e.reason());
      }
    }
    return new Sweep<>(candidates, accepted, cutShort);
  }

  /**
   * Asks once, whether the server refuses all of the candidates; not so when its answer does not
   * tell.
   */
  boolean refusesAll(List<T> candidates) throws InterruptedException {
    try {
      return switch (session.ask(hello.apply(candidates), topics)) {
        case Refused(Alert alert) -> isAbsence(alert);
        case Closed _, Reset _ -> true;
        case Accepted _, Aborted _, NotTls _, Violation _, AcceptedSslV2 _ -> false;
      };
    } catch (PeerException _) {
      // The sweeps that follow meet it again.
      return false;
    }
  }

  private static boolean isAbsence(Alert alert) {
    return alert.saysNothingInCommon() || alert.description() == Alert.PROTOCOL_VERSION;
  }

  /** Strikes out what was chosen; a fault is what keeps us from believing the answer. */
  private Optional<Reason> fault(ClientHello offer, HelloOutcome outcome, List<T> rest) {
    return switch (outcome) {
      case Accepted(ServerFlight flight) -> strike(offer, flight, rest, accepted);
      case Aborted(ServerHello chosen, Alert alert) -> strikeAborted(offer, chosen, alert, rest);
      case Refused(Alert alert) ->
          isAbsence(alert) ? Optional.empty() : Optional.of(VersionBook.because(alert));
      case Closed _ -> Optional.empty();
      case Reset _ -> Optional.empty();
      case NotTls _ -> violation(outcome);
      case Violation _ -> violation(outcome);
      case AcceptedSslV2 _ -> violation(outcome);
    };
  }

  private Optional<Reason> strike(
      ClientHello offer, ServerFlight flight, List<T> rest, List<T> struck) {
    TlsVersion version = flight.hello().version();
    if (version != offer.version()) {
      return Optional.of(
          version.isBefore(offer.version()) && offer.version() != TlsVersion.TLS_1_3
              ? Reason.of(ReasonCode.TLS_NO_COMMON_VERSION, "the server chose " + version)
              : VersionBook.notOffered(version.toString()));
    }
    Optional<T> chosen = choice.apply(flight);
    if (chosen.isEmpty()) {
      return Optional.of(
          Reason.of(
              ReasonCode.PROTOCOL_VIOLATION,
              "the server's answer does not say what it chose: " + flight.describe()));
    }
    if (!rest.remove(chosen.get())) {
      return Optional.of(VersionBook.notOffered(chosen.get().toString()));
    }
    struck.add(chosen.get());
    return Optional.empty();
  }

  /** What the server chose and could not do is not accepted, but the rest may be. */
  private Optional<Reason> strikeAborted(
      ClientHello offer, ServerHello chosen, Alert alert, List<T> rest) {
    ServerFlight flight =
        new ServerFlight(chosen, List.of(), Optional.empty(), Optional.of(alert.toString()));
    return choice.apply(flight).isEmpty()
        ? Optional.of(VersionBook.because(alert))
        : strike(offer, flight, rest, new ArrayList<>());
  }

  private static Optional<Reason> violation(HelloOutcome outcome) {
    return Optional.of(Reason.of(ReasonCode.TLS_VIOLATION, outcome.toString()));
  }
}
