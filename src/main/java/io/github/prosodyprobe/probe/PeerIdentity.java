package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.MadeUp;
import java.util.random.RandomGenerator;

/**
 * The server that we say we are towards other servers.
 *
 * @param domain what stands in {@code from}
 */
public record PeerIdentity(String domain) {

  /** A server that does not exist, so that nobody is spoken for. */
  public static PeerIdentity madeUp(RandomGenerator random) {
    return new PeerIdentity(MadeUp.from(random).domain());
  }

  /** As the opener of a stream. */
  Initiator initiator() {
    return Initiator.server(domain);
  }
}
