package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.tls.PreferenceTest.Chooser;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which suites a listener accepts, overall and by what is to be said against them. */
final class SuiteFacts {

  /** Versions that were swept together, and the sweeps. */
  private record Family(String name, Set<TlsVersion> versions, List<Sweep<CipherSuite>> sweeps) {}

  private static final Predicate<CipherSuite> ANY = _ -> true;

  private final VersionFacts versions;
  private final Optional<Reason> throttled;
  private final Look<Chooser> chooser;
  private final Family ssl2;
  private final Family old;
  private final Family tls12;
  private final Family tls13;

  SuiteFacts(VersionFacts versions, Optional<Reason> throttled, Inventoried found) {
    this.versions = versions;
    this.throttled = throttled;
    this.chooser = found.chooser();
    ssl2 = new Family("SSL 2", EnumSet.of(TlsVersion.SSL_2), List.of(found.ssl2()));
    old =
        new Family(
            "SSL 3 to TLS 1.1",
            EnumSet.range(TlsVersion.SSL_3, TlsVersion.TLS_1_1),
            List.of(found.beforeTls12()));
    tls12 = new Family("TLS 1.2", EnumSet.of(TlsVersion.TLS_1_2), found.tls12());
    tls13 = new Family("TLS 1.3", EnumSet.of(TlsVersion.TLS_1_3), List.of(found.tls13().suites()));
  }

  /** Writes the facts on suites. */
  void write(InventorySink sink) {
    List<Family> all = List.of(ssl2, old, tls12, tls13);
    put(sink, TlsFacts.SUITES, look(all, ANY), Topic.SUITES_TLS12);
    put(sink, TlsFacts.SUITES_TLS13, look(List.of(tls13), ANY), Topic.SUITES_TLS13);
    put(sink, TlsFacts.SUITES_TLS12, look(List.of(tls12), ANY), Topic.SUITES_TLS12);
    put(
        sink,
        TlsFacts.SUITES_BEFORE_TLS12,
        look(List.of(ssl2, old), ANY),
        Topic.SUITES_BEFORE_TLS12);
    put(
        sink,
        TlsFacts.SUITES_WITHOUT_FORWARD_SECRECY,
        look(all, suite -> !suite.isForwardSecret()),
        Topic.SUITES_TLS12);
    put(
        sink,
        TlsFacts.SUITES_WITHOUT_AEAD,
        look(all, suite -> !suite.isAead()),
        Topic.SUITES_TLS12);
    put(sink, TlsFacts.SUITES_BROKEN, look(all, CipherSuite::isBroken), Topic.SUITES_TLS12);
    writePreference(sink);
  }

  /** The suites before TLS 1.3 of a kind. */
  Look<List<CipherSuite>> beforeTls13(Predicate<CipherSuite> kind) {
    return look(List.of(ssl2, old, tls12), kind);
  }

  private void writePreference(InventorySink sink) {
    switch (look(List.of(tls12), ANY)) {
      case Look.Seen<List<CipherSuite>>(List<CipherSuite> suites) when suites.size() == 1 ->
          sink.observed(TlsFacts.SUITE_PREFERENCE, FactValue.text("single"), Topic.SUITES_TLS12);
      case Look.NotHere<List<CipherSuite>>(String because) ->
          sink.notApplicable(TlsFacts.SUITE_PREFERENCE, because);
      case Look.Seen<List<CipherSuite>> _, Look.Unseen<List<CipherSuite>> _ -> {
        switch (chooser) {
          case Look.Seen<Chooser>(Chooser who) ->
              sink.observed(
                  TlsFacts.SUITE_PREFERENCE,
                  FactValue.text(who == Chooser.SERVER ? "server" : "client"),
                  Topic.PREFERENCE);
          case Look.NotHere<Chooser>(String because) ->
              sink.notApplicable(TlsFacts.SUITE_PREFERENCE, because);
          case Look.Unseen<Chooser>(Reason reason) ->
              sink.unobserved(TlsFacts.SUITE_PREFERENCE, throttled.orElse(reason));
        }
      }
    }
  }

  /**
   * The accepted suites of a kind. Only the sweeps that could have brought such a suite must be
   * complete.
   */
  private Look<List<CipherSuite>> look(List<Family> families, Predicate<CipherSuite> kind) {
    List<CipherSuite> accepted = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (Family family : families) {
      Optional<Reason> unknown = versions.unknown(family.versions());
      if (unknown.isPresent()) {
        return new Look.Unseen<>(unknown.get());
      }
      if (!versions.isOfferedAny(family.versions())) {
        absent.add(family.name());
        continue;
      }
      for (Sweep<CipherSuite> sweep : family.sweeps()) {
        boolean concerned = sweep.candidates().stream().anyMatch(kind);
        Optional<Reason> gap = throttled.or(sweep::cutShort);
        if (concerned && gap.isPresent()) {
          return new Look.Unseen<>(gap.get());
        }
        sweep.accepted().stream().filter(kind).forEach(accepted::add);
      }
    }
    return absent.size() == families.size()
        ? new Look.NotHere<>(String.join(" and ", absent) + " not offered")
        : new Look.Seen<>(accepted);
  }

  private static void put(
      InventorySink sink, Fact<TextSet> fact, Look<List<CipherSuite>> look, Topic topic) {
    switch (look) {
      case Look.Seen<List<CipherSuite>>(List<CipherSuite> suites) ->
          sink.observed(
              fact, FactValue.texts(suites.stream().map(CipherSuite::name).toList()), topic);
      case Look.NotHere<List<CipherSuite>>(String because) -> sink.notApplicable(fact, because);
      case Look.Unseen<List<CipherSuite>>(Reason reason) -> sink.unobserved(fact, reason);
    }
  }
}
