package io.github.prosodyprobe.fact;

import java.util.Comparator;

/**
 * One listener at one address: what a fact is a fact about.
 *
 * @param listener the kind of listener
 * @param domain the XMPP domain that it was asked for, in ASCII; a component's where it is that
 * @param address {@code host:port} as dialled, IPv6 in brackets; or {@code name:port} where no
 *     address could be found
 */
public record Endpoint(Listener listener, String domain, String address)
    implements Comparable<Endpoint> {

  private static final Comparator<Endpoint> ORDER =
      Comparator.comparing(Endpoint::listener)
          .thenComparing(Endpoint::domain)
          .thenComparing(Endpoint::address);

  /** The address without its port, IPv6 in brackets. */
  public String host() {
    return address.substring(0, address.lastIndexOf(':'));
  }

  @Override
  public int compareTo(Endpoint other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return listener + " " + address;
  }
}
