package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Reason;
import java.net.InetSocketAddress;

/** Where a listener is, or why that could not be found out. */
public sealed interface Place {

  /** The listener with the address as reports write it. */
  Endpoint endpoint();

  /**
   * The listener has this address.
   *
   * @param host the name that the address was looked up under, which TLSA records belong to (RFC
   *     7673, section 3.1), or the address itself where the operator gave one
   */
  record Known(Endpoint endpoint, InetSocketAddress address, String host) implements Place {}

  /** The listener should be there, but no address of it could be found. */
  record Lost(Endpoint endpoint, Reason reason) implements Place {}
}
