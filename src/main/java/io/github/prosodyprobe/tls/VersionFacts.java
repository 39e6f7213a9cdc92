package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.tls.VersionBook.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which versions a listener has, given that a refusal counts only while the server is in form. */
final class VersionFacts {

  private final VersionBook book;
  private final Optional<Reason> throttled;

  VersionFacts(VersionBook book, Optional<Reason> throttled) {
    this.book = book;
    this.throttled = throttled;
  }

  /** What is known of a version. */
  Standing standing(TlsVersion version) {
    Standing standing = book.standing(version);
    return throttled.isPresent() && !(standing instanceof Standing.Offered)
        ? new Standing.Unknown(throttled.get())
        : standing;
  }

  boolean isOffered(TlsVersion version) {
    return book.isOffered(version);
  }

  boolean isOfferedAny(Collection<TlsVersion> versions) {
    return versions.stream().anyMatch(book::isOffered);
  }

  /** Why some of these versions are unknown, if they are. */
  Optional<Reason> unknown(Collection<TlsVersion> versions) {
    for (TlsVersion version : versions) {
      if (standing(version) instanceof Standing.Unknown(Reason reason)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }

  /** Why nothing can be said of this listener, if no hello was accepted at all. */
  Optional<Reason> nothingOffered() {
    if (!book.offered().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (standing(TlsVersion.TLS_1_2)) {
          case Standing.Unknown(Reason reason) -> reason;
          case Standing.RefusedAsVersion _ ->
              Reason.of(ReasonCode.TLS_NO_COMMON_VERSION, "every version was refused");
          case Standing.RefusedOtherwise(Optional<Alert> alert) ->
              alert
                  .map(VersionBook::because)
                  .orElse(Reason.of(ReasonCode.TCP_CLOSED, "the server hung up on every hello"));
          case Standing.PassedOver _ -> throw new IllegalStateException("passed over for nothing");
          case Standing.Offered _ -> throw new IllegalStateException("offered and not offered");
        });
  }

  /** Writes the facts on versions. */
  void write(InventorySink sink) {
    Optional<Reason> unknown = unknown(List.of(TlsVersion.values()));
    if (unknown.isPresent()) {
      sink.unobserved(TlsFacts.VERSIONS, unknown.get());
      sink.unobserved(TlsFacts.VERSIONS_REFUSED_BY_POLICY, unknown.get());
      sink.unobserved(TlsFacts.VERSIONS_REFUSED_BY_LIBRARY, unknown.get());
      return;
    }
    List<String> offered = new ArrayList<>();
    List<String> byPolicy = new ArrayList<>();
    List<String> byLibrary = new ArrayList<>();
    for (TlsVersion version : TlsVersion.values()) {
      switch (standing(version)) {
        case Standing.Offered _ -> offered.add(version.toString());
        case Standing.RefusedAsVersion _ -> byPolicy.add(version.toString());
        case Standing.RefusedOtherwise(Optional<Alert> alert) -> {
          // SSL 2 and SSL 3 know no protocol_version, so there another alert may mean just that.
          if (alert.isPresent() && TlsVersion.SSL_3.isBefore(version)) {
            byLibrary.add(version.toString());
          }
        }
        case Standing.PassedOver _, Standing.Unknown _ -> {}
      }
    }
    sink.observed(TlsFacts.VERSIONS, FactValue.texts(offered), Topic.VERSIONS);
    sink.observed(TlsFacts.VERSIONS_REFUSED_BY_POLICY, FactValue.texts(byPolicy), Topic.VERSIONS);
    sink.observed(TlsFacts.VERSIONS_REFUSED_BY_LIBRARY, FactValue.texts(byLibrary), Topic.VERSIONS);
  }
}
