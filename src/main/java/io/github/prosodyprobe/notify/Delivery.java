package io.github.prosodyprobe.notify;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.net.AddressPolicy;
import io.github.prosodyprobe.net.Budget;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.Pace;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.TrustStore;
import io.github.prosodyprobe.tls.UnverifiedPeerException;
import io.github.prosodyprobe.tls.VerifiedHandshake;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/** One attempt to post, over one connection. */
final class Delivery {

  private final Webhook webhook;
  private final List<InetSocketAddress> addresses;
  private final TrustStore roots;
  private final String agent;
  private final Deadline deadline;
  private final Dialer dialer;

  /**
   * An attempt.
   *
   * @param addresses those of the host, tried in turn until one takes a connection
   * @param deadline when it must be over
   */
  Delivery(
      Webhook webhook,
      List<InetSocketAddress> addresses,
      TrustStore roots,
      String agent,
      Deadline deadline) {
    this.webhook = webhook;
    this.addresses = addresses;
    this.roots = roots;
    this.agent = agent;
    this.deadline = deadline;
    // The operator has named the host, so that its addresses may be any, but only those.
    this.dialer =
        new Dialer(
            new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.copyOf(addresses)),
            new Pace(),
            new Budget(addresses.size()));
  }

  Deadline deadline() {
    return deadline;
  }

  /** Ends it from another thread, whatever it waits for. */
  void hangUp() {
    dialer.hangUp();
  }

  /** Posts; the status of the answer. */
  int post(String json) throws PeerException, UnverifiedPeerException, InterruptedException {
    Origin origin = webhook.location().origin();
    Wire connection = connect(origin);
    Wire wire =
        origin.isSecure() ? VerifiedHandshake.over(connection, origin.host(), roots) : connection;
    HttpRequest request =
        HttpRequest.post(webhook.location().target(), "application/json", json)
            .with("User-Agent", agent)
            .reading(0);
    try (wire;
        HttpSession session = new HttpSession(origin, () -> wire, deadline)) {
      return session.ask(request, new Transcript()).status();
    }
  }

  private Wire connect(Origin origin) throws PeerException, InterruptedException {
    PeerException failed =
        PeerException.of(ReasonCode.DNS_NO_ADDRESS, origin.host() + " has no address");
    for (InetSocketAddress address : addresses) {
      try {
        return dialer.dial(
            new Endpoint(Listener.HTTPS, origin.host(), origin.authority()), address, deadline);
      } catch (PeerException e) {
        failed = e;
      }
    }
    throw failed;
  }
}
