package io.github.prosodyprobe.fact;

/**
 * One listener at one address: what a fact is a fact about.
 *
 * @param listener the kind of listener
 * @param address {@code host:port} as dialled, IPv6 in brackets; or {@code name:port} where no
 *     address could be found
 */
public record Endpoint(Listener listener, String address) implements Comparable<Endpoint> {

  @Override
  public int compareTo(Endpoint other) {
    int byListener = listener.compareTo(other.listener);
    return byListener != 0 ? byListener : address.compareTo(other.address);
  }

  @Override
  public String toString() {
    return listener + " " + address;
  }
}
