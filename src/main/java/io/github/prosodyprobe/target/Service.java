package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Listener;
import java.util.Arrays;
import java.util.Optional;

/** The services of a domain that SRV records lead to (RFC 6120, section 3.2; XEP-0368). */
public enum Service {
  /** Clients, with STARTTLS. */
  CLIENT("_xmpp-client", Listener.C2S, 5222, DnsFacts.SRV_XMPP_CLIENT, DnsFacts.C2S_FOUND_BY),
  /** Clients, with direct TLS. */
  CLIENT_DIRECT(
      "_xmpps-client",
      Listener.C2S_DIRECT,
      0,
      DnsFacts.SRV_XMPPS_CLIENT,
      DnsFacts.C2S_DIRECT_FOUND_BY),
  /** Servers, with STARTTLS. */
  SERVER("_xmpp-server", Listener.S2S, 5269, DnsFacts.SRV_XMPP_SERVER, DnsFacts.S2S_FOUND_BY),
  /** Servers, with direct TLS. */
  SERVER_DIRECT(
      "_xmpps-server",
      Listener.S2S_DIRECT,
      0,
      DnsFacts.SRV_XMPPS_SERVER,
      DnsFacts.S2S_DIRECT_FOUND_BY);

  private final String label;
  private final Listener listener;
  private final int fallbackPort;
  private final Fact<TextSet> records;
  private final Fact<Text> foundBy;

  Service(
      String label,
      Listener listener,
      int fallbackPort,
      Fact<TextSet> records,
      Fact<Text> foundBy) {
    this.label = label;
    this.listener = listener;
    this.fallbackPort = fallbackPort;
    this.records = records;
    this.foundBy = foundBy;
  }

  /** The service of a listener, if its place is said by SRV records. */
  public static Optional<Service> of(Listener listener) {
    return Arrays.stream(values()).filter(service -> service.listener == listener).findFirst();
  }

  /** The service's label in names of SRV records, such as {@code _xmpp-client}. */
  public String label() {
    return label;
  }

  /** The listener at which it is. */
  public Listener listener() {
    return listener;
  }

  /** Where the service is without SRV records; 0 where it then is nowhere, as with direct TLS. */
  int fallbackPort() {
    return fallbackPort;
  }

  /** The fact that holds the SRV records. */
  Fact<TextSet> records() {
    return records;
  }

  /** The fact that says how its places were found. */
  public Fact<Text> foundBy() {
    return foundBy;
  }

  /** Whether TLS comes first. */
  public boolean isDirect() {
    return fallbackPort == 0;
  }

  /** The name of its SRV records. */
  String name(Domain domain) {
    return label + "._tcp." + domain.ascii();
  }
}
