package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.tls.HelloOutcome.Aborted;
import io.github.prosodyprobe.tls.HelloOutcome.Accepted;
import io.github.prosodyprobe.tls.HelloOutcome.AcceptedSslV2;
import io.github.prosodyprobe.tls.HelloOutcome.Closed;
import io.github.prosodyprobe.tls.HelloOutcome.NotTls;
import io.github.prosodyprobe.tls.HelloOutcome.Refused;
import io.github.prosodyprobe.tls.HelloOutcome.Reset;
import io.github.prosodyprobe.tls.HelloOutcome.Violation;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the answers to hellos say about protocol versions. Thread-safe. */
final class VersionBook {

  /** What is known of one version. */
  sealed interface Standing {
    /** A ServerHello chose it. */
    record Offered() implements Standing {}

    /** Alert protocol_version. */
    record RefusedAsVersion() implements Standing {}

    /** Another alert, or a hang-up where the alert is empty. */
    record RefusedOtherwise(Optional<Alert> alert) implements Standing {}

    /** An older one was chosen where this was offered too. */
    record PassedOver() implements Standing {}

    /** It could not be seen. */
    record Unknown(Reason reason) implements Standing {}
  }

  private final Set<TlsVersion> offered = EnumSet.noneOf(TlsVersion.class);
  private final Set<TlsVersion> passedOver = EnumSet.noneOf(TlsVersion.class);
  private final Set<TlsVersion> hungUp = EnumSet.noneOf(TlsVersion.class);
  private final Map<TlsVersion, Alert> alerts = new EnumMap<>(TlsVersion.class);
  private final Map<TlsVersion, Reason> failures = new EnumMap<>(TlsVersion.class);

  synchronized void note(Hello hello, HelloOutcome outcome) {
    TlsVersion asked = version(hello);
    switch (outcome) {
      case Accepted(ServerFlight flight) -> chosen(asked, flight.hello().version());
      case AcceptedSslV2 _ -> offered.add(TlsVersion.SSL_2);
      case Refused(Alert alert) -> refused(asked, alert);
      case Aborted(_, Alert alert) -> refused(asked, alert);
      case Closed _ -> hungUp.add(asked);
      case Reset _ -> hungUp.add(asked);
      case NotTls notTls -> nonsense(asked, ReasonCode.TLS_VIOLATION, notTls.toString());
      case Violation(String detail) -> nonsense(asked, ReasonCode.TLS_VIOLATION, detail);
    }
  }

  synchronized void noteFailure(Hello hello, Reason reason) {
    failures.putIfAbsent(version(hello), reason);
  }

  private static TlsVersion version(Hello hello) {
    return switch (hello) {
      case ClientHello client -> client.version();
      case SslV2Hello _ -> TlsVersion.SSL_2;
    };
  }

  private void chosen(TlsVersion asked, TlsVersion chosen) {
    if (asked.isBefore(chosen) || (asked == TlsVersion.TLS_1_3 && chosen != asked)) {
      failures.putIfAbsent(asked, notOffered(chosen.toString()));
      return;
    }
    offered.add(chosen);
    for (TlsVersion version : TlsVersion.values()) {
      if (chosen.isBefore(version) && !asked.isBefore(version)) {
        passedOver.add(version);
      }
    }
  }

  /** The fault of a server that chooses what a hello does not have. */
  static Reason notOffered(String chosen) {
    return Reason.of(
        ReasonCode.PROTOCOL_VIOLATION, "the server chose " + chosen + ", which was not offered");
  }

  private void refused(TlsVersion asked, Alert alert) {
    if (alert.isAboutForm()) {
      failures.putIfAbsent(asked, because(alert));
    } else {
      alerts.merge(asked, alert, VersionBook::moreTelling);
    }
  }

  static Reason because(Alert alert) {
    return Reason.of(ReasonCode.TLS_ALERT, alert.name(), "the server answered with " + alert);
  }

  private static Alert moreTelling(Alert first, Alert second) {
    return second.description() == Alert.PROTOCOL_VERSION || first.saysNothingInCommon()
        ? second
        : first;
  }

  /** What is not SSL 2 is a refusal of SSL 2, and no answer at all to a TLS hello. */
  private void nonsense(TlsVersion asked, ReasonCode code, String detail) {
    if (asked == TlsVersion.SSL_2) {
      hungUp.add(asked);
    } else {
      failures.putIfAbsent(asked, Reason.of(code, detail));
    }
  }

  synchronized boolean isOffered(TlsVersion version) {
    return offered.contains(version);
  }

  /** The versions that were chosen at least once, oldest first. */
  synchronized Set<TlsVersion> offered() {
    return offered.isEmpty() ? EnumSet.noneOf(TlsVersion.class) : EnumSet.copyOf(offered);
  }

  /** What is known of a version. */
  synchronized Standing standing(TlsVersion version) {
    if (offered.contains(version)) {
      return new Standing.Offered();
    }
    if (isRefusedAsVersion(version)) {
      return new Standing.RefusedAsVersion();
    }
    if (passedOver.contains(version)) {
      return new Standing.PassedOver();
    }
    if (failures.containsKey(version)) {
      return new Standing.Unknown(failures.get(version));
    }
    Alert alert = alerts.get(version);
    if (alert != null || hungUp.contains(version)) {
      return new Standing.RefusedOtherwise(Optional.ofNullable(alert));
    }
    return new Standing.Unknown(Reason.of(ReasonCode.NOT_PROBED, version + " was not asked for"));
  }

  /**
   * A hello below TLS 1.3 offers every version up to its own, so one such alert speaks for all of
   * them; SSL 2 has a hello of its own.
   */
  private boolean isRefusedAsVersion(TlsVersion version) {
    for (Map.Entry<TlsVersion, Alert> entry : alerts.entrySet()) {
      boolean covered =
          entry.getKey() == version
              || (version != TlsVersion.SSL_2
                  && entry.getKey() != TlsVersion.TLS_1_3
                  && version.isBefore(entry.getKey()));
      if (covered && entry.getValue().description() == Alert.PROTOCOL_VERSION) {
        return true;
      }
    }
    return false;
  }
}
