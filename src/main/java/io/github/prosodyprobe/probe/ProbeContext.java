package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.Datagrams;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.TrustStore;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
 * @param location what is asked for there, where HTTP is spoken
 * @param hosts finds the addresses of other hosts that the listener leads to
 */
public record ProbeContext(
    Endpoint endpoint,
    InetSocketAddress address,
    Dialer dialer,
    Deadline deadline,
    Set<Fact<?>> wanted,
    TrustStore trust,
    Clock clock,
    String canary,
    Optional<WebLocation> location,
    Hosts hosts) {

  /** For a listener that leads nowhere else. */
  public ProbeContext(
      Endpoint endpoint,
      InetSocketAddress address,
      Dialer dialer,
      Deadline deadline,
      Set<Fact<?>> wanted,
      TrustStore trust,
      Clock clock,
      String canary,
      Optional<WebLocation> location) {
    this(endpoint, address, dialer, deadline, wanted, trust, clock, canary, location, Hosts.NONE);
  }

  /** The XMPP domain in its ASCII form, as it goes into stream headers and SNI. */
  public String domain() {
    return endpoint.domain();
  }

  /**
   * The name by which the peer is asked for in TLS, and which its certificate must be for: that of
   * the URL where there is one, else the XMPP domain.
   */
  public String tlsName() {
    return location
        .map(WebLocation::origin)
        .filter(origin -> !origin.isAddress())
        .map(Origin::host)
        .orElse(domain());
  }

  /** What is asked for of a listener that speaks HTTP. */
  public WebLocation webLocation() {
    return location.orElseThrow(
        () -> new IllegalStateException(endpoint + " is asked for a page and speaks no HTTP"));
  }

  /** The same with a deadline that is not later than this. */
  public ProbeContext within(Duration time) {
    return new ProbeContext(
        endpoint,
        address,
        dialer,
        deadline.orIn(time),
        wanted,
        trust,
        clock,
        canary,
        location,
        hosts);
  }

  /** Opens a connection to the listener. */
  public Wire connect() throws PeerException, InterruptedException {
    return dialer.dial(endpoint, address, deadline);
  }

  /** Opens a connection to a listener that need not be there. */
  public Wire connect(Duration patience) throws PeerException, InterruptedException {
    return dialer.dial(endpoint, address, deadline, patience);
  }

  /** Exchanges datagrams with the listener. */
  public Datagrams datagrams() throws PeerException, InterruptedException {
    return dialer.datagrams(endpoint, address, deadline);
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
