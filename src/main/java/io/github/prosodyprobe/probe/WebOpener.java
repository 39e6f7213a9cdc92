package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.net.WireOpener;
import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;

/**
 * Connects for HTTP: TCP and, where the origin is https, TLS inside with the origin's host as SNI
 * and {@code http/1.1} by ALPN. Any certificate will do; the TLS probes judge it.
 *
 * @param endpoint the listener that the connections count for
 * @param address where to, resolved already
 * @param deadline when all conversations must be over
 */
public record WebOpener(
    Dialer dialer, Endpoint endpoint, InetSocketAddress address, Deadline deadline, Origin origin)
    implements WireOpener {

  /** Connects to the listener of a probe. */
  public static WebOpener of(ProbeContext context, Origin origin) {
    return new WebOpener(
        context.dialer(), context.endpoint(), context.address(), context.deadline(), origin);
  }

  @Override
  public Wire open() throws PeerException, InterruptedException {
    return secured(dialer.dial(endpoint, address, deadline));
  }

  /** Connects to somebody who need not be there, and who has so much time for everything. */
  Wire open(Duration patience) throws PeerException, InterruptedException {
    return secured(dialer.dial(endpoint, address, deadline, patience));
  }

  private Wire secured(Wire wire) throws PeerException {
    if (!origin.isSecure()) {
      return wire;
    }
    // RFC 6066, section 3: an address is no name for SNI.
    String name = origin.isAddress() ? "" : origin.host();
    return CompleteHandshake.over(
        wire, new Offer(name, EnumSet.allOf(Version.class), WebTlsProbe.APPLICATION_PROTOCOL));
  }
}
