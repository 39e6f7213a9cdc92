package io.github.prosodyprobe.target;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.http.WebLocation;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Where a listener is, or why that could not be found out. */
public sealed interface Place {

  /** The listener with the address as reports write it. */
  Endpoint endpoint();

  /** Whether anybody says that a listener is there. */
  enum Claim {
    /** The operator or a record says so; that nobody answers is worth a word. */
    SAID,
    /** Software is customarily set up that way; that nobody answers is not. */
    GUESSED
  }

  /**
   * The listener has this address.
   *
   * @param host the name that the address was looked up under, which TLSA records belong to (RFC
   *     7673, section 3.1), or the address itself where the operator gave one
   * @param location what is asked for there, where HTTP is spoken
   * @param claim whether it must be there
   */
  record Known(
      Endpoint endpoint,
      InetSocketAddress address,
      String host,
      Optional<WebLocation> location,
      Claim claim)
      implements Place {

    /** A place where nobody speaks HTTP. */
    public Known(Endpoint endpoint, InetSocketAddress address, String host) {
      this(endpoint, address, host, Optional.empty(), Claim.SAID);
    }
  }

  /** The listener should be there, but no address of it could be found. */
  record Lost(Endpoint endpoint, Reason reason) implements Place {}
}
