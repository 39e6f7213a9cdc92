package io.github.prosodyprobe.dns;

import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import java.net.InetAddress;

/** Looks up the records that lead to a service. */
public interface NameService {

  /** The SRV records of a name such as {@code _xmpp-client._tcp.example.org}, best first. */
  Answer<SrvRecord> services(String name, Deadline deadline) throws PeerException;

  /** The addresses of a host name, in the order of the answer. */
  Answer<InetAddress> addresses(String name, AddressFamily family, Deadline deadline)
      throws PeerException;
}
