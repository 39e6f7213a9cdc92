package io.github.prosodyprobe.dns;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import java.net.InetAddress;

/** Looks up the records that lead to a service, and those that say how far to trust it. */
public interface NameService {

  /** The SRV records of a name such as {@code _xmpp-client._tcp.example.org}, best first. */
  Answer<SrvRecord> services(String name, Deadline deadline) throws PeerException;

  /** The addresses of a host name, in the order of the answer. */
  Answer<InetAddress> addresses(String name, AddressFamily family, Deadline deadline)
      throws PeerException;

  /**
   * The records of a name as zone files write them, shortened where they are very long. What this
   * machine knows of names by itself does not count.
   */
  Answer<Untrusted> records(String name, RecordType type, Deadline deadline) throws PeerException;

  /**
   * What the resolver makes of the signatures of these records of a name.
   *
   * @throws PeerException with {@link ReasonCode#DNS_NOT_VALIDATING} when it does not look at them
   */
  Validation validation(String name, RecordType type, Deadline deadline) throws PeerException;

  /**
   * What the resolver makes of the signatures of the SRV records of a name, or of the proof that
   * there are none. We see only the resolver's word for it, over a network that we must trust.
   *
   * @throws PeerException with {@link ReasonCode#DNS_NOT_VALIDATING} when it does not look at them
   */
  Validation validation(String name, Deadline deadline) throws PeerException;

  /** The same resolver without what it answered so far; this one, where nothing is remembered. */
  default NameService forgetting() {
    return this;
  }
}
