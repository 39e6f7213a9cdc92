package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.text.Untrusted;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The TLSA records of one SRV target and port, found among the facts of its domain.
 *
 * @param domain what was seen of the domain's records
 * @param name the name of the records, such as {@code _5222._tcp.xmpp.example.org}
 */
public record TlsaRecords(EndpointFacts domain, String name) {

  /** The facts of a domain that are looked into. */
  public static final Set<Fact<?>> SOURCES =
      Set.of(
          DnsFacts.TLSA,
          DnsFacts.TLSA_UNSIGNED,
          DnsFacts.SRV_XMPP_CLIENT,
          DnsFacts.SRV_XMPPS_CLIENT,
          DnsFacts.SRV_XMPP_SERVER,
          DnsFacts.SRV_XMPPS_SERVER);

  /** The records that belong to a place. */
  public static TlsaRecords of(EndpointFacts domain, Place.Known place) {
    return new TlsaRecords(domain, name(Integer.toString(place.address().getPort()), place.host()));
  }

  /** RFC 6698, section 3. */
  private static String name(String port, String host) {
    return "_" + port + "._tcp." + host;
  }

  /** Whether an SRV record leads to the place; TLSA records are asked for at no other. */
  public boolean isTarget() {
    return Arrays.stream(Service.values())
        .flatMap(service -> texts(service.records()))
        .map(record -> record.raw().split(" ", 4))
        .anyMatch(fields -> name.equalsIgnoreCase(name(fields[2], withoutDot(fields[3]))));
  }

  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** The records, as USAGE SELECTOR MATCHING DATA. */
  public List<Untrusted> records() {
    return texts(DnsFacts.TLSA)
        .map(record -> record.raw().split(" ", 2))
        .filter(record -> record[0].equalsIgnoreCase(name))
        .map(record -> Untrusted.of(record[1]))
        .toList();
  }

  /** Whether they were seen to be unsigned. */
  public boolean areUnsigned() {
    return texts(DnsFacts.TLSA_UNSIGNED).anyMatch(other -> other.raw().equalsIgnoreCase(name));
  }

  private Stream<Untrusted> texts(Fact<TextSet> fact) {
    return domain.state(fact) instanceof FactState.Observed(TextSet texts, _)
        ? texts.values().stream()
        : Stream.of();
  }
}
