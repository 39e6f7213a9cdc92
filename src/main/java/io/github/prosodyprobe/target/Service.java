package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.DnsFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Listener;

/** The services of a domain that SRV records lead to (RFC 6120, section 3.2; XEP-0368). */
enum Service {
  CLIENT("_xmpp-client", Listener.C2S, 5222, DnsFacts.SRV_XMPP_CLIENT),
  CLIENT_DIRECT("_xmpps-client", Listener.C2S_DIRECT, 0, DnsFacts.SRV_XMPPS_CLIENT),
  SERVER("_xmpp-server", Listener.S2S, 5269, DnsFacts.SRV_XMPP_SERVER),
  SERVER_DIRECT("_xmpps-server", Listener.S2S_DIRECT, 0, DnsFacts.SRV_XMPPS_SERVER);

  private final String label;
  private final Listener listener;
  private final int fallbackPort;
  private final Fact<TextSet> records;

  Service(String label, Listener listener, int fallbackPort, Fact<TextSet> records) {
    this.label = label;
    this.listener = listener;
    this.fallbackPort = fallbackPort;
    this.records = records;
  }

  /** The service's label in names of SRV records, such as {@code _xmpp-client}. */
  String label() {
    return label;
  }

  Listener listener() {
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

  /** The name of its SRV records. */
  String name(Domain domain) {
    return label + "._tcp." + domain.ascii();
  }
}
