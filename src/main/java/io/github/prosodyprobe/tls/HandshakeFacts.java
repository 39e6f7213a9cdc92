package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.tls.EphemeralKey.FiniteField;
import io.github.prosodyprobe.tls.HelloSession.Exchange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the answers show by the way, to hellos that were sent to find out something else. */
final class HandshakeFacts {

  private static final Reason NOT_ENOUGH =
      Reason.of(ReasonCode.NOT_PROBED, "fewer than two ephemeral keys came in this scan");

  private final VersionFacts versions;
  private final SuiteFacts suites;
  private final List<ServerFlight> flights;

  HandshakeFacts(VersionFacts versions, SuiteFacts suites, List<Exchange> exchanges) {
    this.versions = versions;
    this.suites = suites;
    this.flights = exchanges.stream().map(Exchange::flight).toList();
  }

  /** Writes the facts on keys and on what was taken up of the extensions offered. */
  void write(InventorySink sink) {
    writeFiniteField(sink);
    writeRepeatedKeys(sink);
    writeUnderTls12(sink, TlsFacts.EXTENDED_MASTER_SECRET, ServerHello::hasExtendedMasterSecret);
    writeUnderTls12(sink, TlsFacts.SECURE_RENEGOTIATION, ServerHello::hasRenegotiationInfo);
    writeCompression(sink);
  }

  private List<ServerFlight> before(TlsVersion version) {
    return flights.stream().filter(flight -> flight.hello().version().isBefore(version)).toList();
  }

  private void writeFiniteField(InventorySink sink) {
    switch (suites.beforeTls13(CipherSuite::isDhe)) {
      case Look.Unseen<List<CipherSuite>>(Reason reason) -> finiteFieldUnobserved(sink, reason);
      case Look.NotHere<List<CipherSuite>> _ -> noFiniteField(sink, "only TLS 1.3 is offered");
      case Look.Seen<List<CipherSuite>>(List<CipherSuite> accepted) -> {
        if (accepted.isEmpty()) {
          noFiniteField(sink, "no DHE suite is accepted below TLS 1.3");
        } else {
          writeFiniteFieldGroups(sink);
        }
      }
    }
  }

  private void writeFiniteFieldGroups(InventorySink sink) {
    List<FiniteField> keys = new ArrayList<>();
    for (ServerFlight flight : before(TlsVersion.TLS_1_3)) {
      if (flight.hello().suite().isDhe()) {
        if (!(flight.key().orElse(null) instanceof FiniteField key)) {
          finiteFieldUnobserved(
              sink, Reason.of(ReasonCode.TLS_VIOLATION, "no key came with " + flight.describe()));
          return;
        }
        keys.add(key);
      }
    }
    int bits = keys.stream().mapToInt(key -> key.prime().bitLength()).min().orElseThrow();
    sink.observed(TlsFacts.DH_BITS, FactValue.count(bits), Topic.SUITES_TLS12);
    sink.observed(
        TlsFacts.DH_GROUPS,
        FactValue.texts(keys.stream().map(key -> FiniteFieldGroup.name(key.prime())).toList()),
        Topic.SUITES_TLS12);
  }

  private static void finiteFieldUnobserved(InventorySink sink, Reason reason) {
    sink.unobserved(TlsFacts.DH_BITS, reason);
    sink.unobserved(TlsFacts.DH_GROUPS, reason);
  }

  private static void noFiniteField(InventorySink sink, String because) {
    sink.notApplicable(TlsFacts.DH_BITS, because);
    sink.notApplicable(TlsFacts.DH_GROUPS, because);
  }

  private void writeRepeatedKeys(InventorySink sink) {
    Set<String> distinct = new HashSet<>();
    int seen = 0;
    for (ServerFlight flight : flights) {
      if (flight.key().isPresent()) {
        seen++;
        distinct.add(flight.key().get().hex());
      }
    }
    Topic topic = versions.isOffered(TlsVersion.TLS_1_2) ? Topic.SUITES_TLS12 : Topic.CONTROL;
    if (distinct.size() < seen || seen > 1) {
      sink.observed(
          TlsFacts.EPHEMERAL_KEYS_REPEATED, FactValue.flag(distinct.size() < seen), topic);
    } else if (!versions.isOffered(TlsVersion.TLS_1_3)
        && suites.beforeTls13(CipherSuite::isForwardSecret)
            instanceof Look.Seen<List<CipherSuite>>(List<CipherSuite> ephemeral)
        && ephemeral.isEmpty()) {
      sink.notApplicable(
          TlsFacts.EPHEMERAL_KEYS_REPEATED, "no suite with an ephemeral key is accepted");
    } else {
      sink.unobserved(TlsFacts.EPHEMERAL_KEYS_REPEATED, NOT_ENOUGH);
    }
  }

  private void writeUnderTls12(
      InventorySink sink, Fact<Flag> fact, Predicate<ServerHello> takenUp) {
    List<ServerHello> hellos =
        flights.stream()
            .map(ServerFlight::hello)
            .filter(hello -> hello.version() == TlsVersion.TLS_1_2)
            .toList();
    Optional<Reason> unknown = versions.unknown(EnumSet.of(TlsVersion.TLS_1_2));
    if (unknown.isPresent()) {
      sink.unobserved(fact, unknown.get());
    } else if (hellos.isEmpty()) {
      sink.notApplicable(fact, "TLS 1.2 not offered");
    } else {
      sink.observed(fact, FactValue.flag(hellos.stream().allMatch(takenUp)), Topic.SUITES_TLS12);
    }
  }

  private void writeCompression(InventorySink sink) {
    List<ServerFlight> older = before(TlsVersion.TLS_1_3);
    Optional<Reason> unknown =
        versions.unknown(EnumSet.range(TlsVersion.SSL_3, TlsVersion.TLS_1_2));
    boolean compresses = older.stream().anyMatch(flight -> flight.hello().compressionMethod() != 0);
    if (compresses || !older.isEmpty()) {
      sink.observed(TlsFacts.COMPRESSION, FactValue.flag(compresses), Topic.SUITES_TLS12);
    } else if (unknown.isPresent()) {
      sink.unobserved(TlsFacts.COMPRESSION, unknown.get());
    } else {
      sink.notApplicable(TlsFacts.COMPRESSION, "TLS 1.3, the only version, has none");
    }
  }
}
