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

  @Override
  public int compareTo(Endpoint other) {
    return ORDER.compare(this, other);
  }

  /** As a report on a target names it: with its domain where that is another one. */
  public String named(String target) {
    return domain.equals(target) ? toString() : listener + " " + shownAddress(target);
  }

  /** The address, behind the domain where that is not the target of the report. */
  public String shownAddress(String target) {
    return domain.equals(target) ? address : domain + " " + address;
  }

  @Override
  public String toString() {
    return listener + " " + address;
  }
}
