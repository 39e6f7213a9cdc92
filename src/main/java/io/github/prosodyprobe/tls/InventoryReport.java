package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.TlsFacts;
import java.util.Optional;
import java.util.Set;

/** Turns what an inventory found into facts, each observed, not applicable, or unobserved. */
final class InventoryReport {

  /** Every fact that an inventory says something about. */
  static final Set<Fact<?>> FACTS =
      Set.of(
          TlsFacts.VERSIONS,
          TlsFacts.VERSIONS_REFUSED_BY_POLICY,
          TlsFacts.VERSIONS_REFUSED_BY_LIBRARY,
          TlsFacts.SUITES,
          TlsFacts.SUITES_TLS13,
          TlsFacts.SUITES_TLS12,
          TlsFacts.SUITES_BEFORE_TLS12,
          TlsFacts.SUITES_WITHOUT_FORWARD_SECRECY,
          TlsFacts.SUITES_WITHOUT_AEAD,
          TlsFacts.SUITES_BROKEN,
          TlsFacts.SUITE_PREFERENCE,
          TlsFacts.GROUPS,
          TlsFacts.GROUPS_TLS13,
          TlsFacts.GROUPS_TLS12,
          TlsFacts.DH_BITS,
          TlsFacts.DH_GROUPS,
          TlsFacts.EPHEMERAL_KEYS_REPEATED,
          TlsFacts.FALLBACK_SCSV,
          TlsFacts.EXTENDED_MASTER_SECRET,
          TlsFacts.COMPRESSION,
          TlsFacts.SECURE_RENEGOTIATION);

  private final HelloSession session;
  private final Inventoried found;
  private final InventorySink sink;

  InventoryReport(HelloSession session, Inventoried found, InventorySink sink) {
    this.session = session;
    this.found = found;
    this.sink = sink;
  }

  void write() {
    Optional<Reason> throttled = session.throttled();
    VersionFacts versions = new VersionFacts(session.versions(), throttled);
    Optional<Reason> nothing = versions.nothingOffered();
    if (nothing.isPresent()) {
      FACTS.forEach(fact -> sink.unobserved(fact, nothing.get()));
      return;
    }
    versions.write(sink);
    SuiteFacts suites = new SuiteFacts(versions, throttled, found);
    suites.write(sink);
    new GroupFacts(versions, throttled, suites, found).write(sink);
    new HandshakeFacts(versions, suites, found.exchanges()).write(sink);
    writeFallback(throttled);
  }

  private void writeFallback(Optional<Reason> throttled) {
    switch (found.fallback()) {
      case Look.Seen<Boolean>(Boolean refused) ->
          sink.observed(TlsFacts.FALLBACK_SCSV, FactValue.flag(refused), Topic.FALLBACK);
      case Look.NotHere<Boolean>(String because) ->
          sink.notApplicable(TlsFacts.FALLBACK_SCSV, because);
      case Look.Unseen<Boolean>(Reason reason) ->
          sink.unobserved(TlsFacts.FALLBACK_SCSV, throttled.orElse(reason));
    }
  }
}
