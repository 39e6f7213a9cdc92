package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.TlsFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Which named groups a listener accepts. */
final class GroupFacts {

  private final VersionFacts versions;
  private final Optional<Reason> throttled;
  private final SuiteFacts suites;
  private final Inventoried found;

  GroupFacts(
      VersionFacts versions, Optional<Reason> throttled, SuiteFacts suites, Inventoried found) {
    this.versions = versions;
    this.throttled = throttled;
    this.suites = suites;
    this.found = found;
  }

  /** Writes the facts on groups. */
  void write(InventorySink sink) {
    Look<List<NamedGroup>> tls13 = tls13();
    Look<List<NamedGroup>> older = beforeTls13();
    put(sink, TlsFacts.GROUPS_TLS13, tls13, Topic.GROUPS_TLS13);
    put(sink, TlsFacts.GROUPS_TLS12, older, Topic.GROUPS_TLS12);
    put(
        sink,
        TlsFacts.GROUPS,
        both(tls13, older),
        versions.isOffered(TlsVersion.TLS_1_3) ? Topic.GROUPS_TLS13 : Topic.GROUPS_TLS12);
  }

  private Look<List<NamedGroup>> tls13() {
    Optional<Reason> unknown = versions.unknown(EnumSet.of(TlsVersion.TLS_1_3));
    if (unknown.isPresent()) {
      return new Look.Unseen<>(unknown.get());
    }
    return versions.isOffered(TlsVersion.TLS_1_3)
        ? complete(found.tls13().groups())
        : new Look.NotHere<>("TLS 1.3 not offered");
  }

  private Look<List<NamedGroup>> beforeTls13() {
    return switch (suites.beforeTls13(CipherSuite::isEcdhe)) {
      case Look.NotHere<List<CipherSuite>> _ -> new Look.NotHere<>("only TLS 1.3 is offered");
      case Look.Unseen<List<CipherSuite>>(Reason reason) ->
          found.curves().accepted().isEmpty()
              ? new Look.Unseen<>(reason)
              : complete(found.curves());
      case Look.Seen<List<CipherSuite>>(List<CipherSuite> accepted) ->
          accepted.isEmpty()
              ? new Look.NotHere<>("no ECDHE suite is accepted before TLS 1.3")
              : complete(found.curves());
    };
  }

  private Look<List<NamedGroup>> complete(Sweep<NamedGroup> sweep) {
    return throttled
        .or(sweep::cutShort)
        .<Look<List<NamedGroup>>>map(Look.Unseen::new)
        .orElseGet(() -> new Look.Seen<>(sweep.accepted()));
  }

  private static Look<List<NamedGroup>> both(
      Look<List<NamedGroup>> one, Look<List<NamedGroup>> other) {
    if (one instanceof Look.Unseen || other instanceof Look.NotHere) {
      return one;
    }
    if (other instanceof Look.Unseen || one instanceof Look.NotHere) {
      return other;
    }
    List<NamedGroup> all = new ArrayList<>();
    for (Look<List<NamedGroup>> look : List.of(one, other)) {
      if (look instanceof Look.Seen<List<NamedGroup>>(List<NamedGroup> groups)) {
        all.addAll(groups);
      }
    }
    return new Look.Seen<>(all);
  }

  private static void put(
      InventorySink sink, Fact<TextSet> fact, Look<List<NamedGroup>> look, Topic topic) {
    switch (look) {
      case Look.Seen<List<NamedGroup>>(List<NamedGroup> groups) ->
          sink.observed(
              fact, FactValue.texts(groups.stream().map(NamedGroup::name).toList()), topic);
      case Look.NotHere<List<NamedGroup>>(String because) -> sink.notApplicable(fact, because);
      case Look.Unseen<List<NamedGroup>>(Reason reason) -> sink.unobserved(fact, reason);
    }
  }
}
