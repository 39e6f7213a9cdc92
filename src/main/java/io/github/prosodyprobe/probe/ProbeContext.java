package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.TrustStore;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Set;

/**
 * All that a probe is given.
 *
 * @param endpoint the listener
 * @param address where the listener is
 * @param dialer makes the connections
 * @param deadline when the probe must be done
 * @param wanted the facts that somebody will look at; nothing else need be asked for
 * @param trust the roots that a certificate chain may lead to
 * @param clock the wall clock, for certificates only
 * @param canary name of an existing account, or empty
 */
public record ProbeContext(
    Endpoint endpoint,
    InetSocketAddress address,
    Dialer dialer,
    Deadline deadline,
    Set<Fact<?>> wanted,
    TrustStore trust,
    Clock clock,
    String canary) {

  /** The XMPP domain in its ASCII form, as it goes into stream headers and SNI. */
  public String domain() {
    return endpoint.domain();
  }

  /** Opens a connection to the listener. */
  public Wire connect() throws PeerException, InterruptedException {
    return dialer.dial(endpoint, address, deadline);
  }

  /** Whether somebody will look at the fact. */
  public boolean wants(Fact<?> fact) {
    return wanted.contains(fact);
  }

  /** Evidence from a conversation with this listener; several domains may be at one address. */
  public Evidence evidence(String name, Transcript transcript, String byHand) {
    String id = endpoint.listener() + "-" + domain() + "-" + endpoint.address() + "/" + name;
    return new Evidence(id, transcript.lines(), byHand);
  }
}
