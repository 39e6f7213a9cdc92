package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.Answer;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.target.Lookups.Pending;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The addresses of one host, looked up beside those of others: each of them is a place. */
final class HostAddresses {

  /** A host and port where a listener of a domain should be. */
  record Door(
      Listener listener, Domain domain, String host, int port, Optional<WebLocation> location) {

    Place lost(Reason reason) {
      return new Place.Lost(new Endpoint(listener, domain.ascii(), host + ":" + port), reason);
    }
  }

  private final Door door;
  private final @Nullable InetAddress literal;
  private final Map<AddressFamily, Pending<Answer<InetAddress>>> asked =
      new EnumMap<>(AddressFamily.class);

  /** Asks, unless the host is an address already. */
  HostAddresses(Door door, Set<AddressFamily> families, Lookups lookups) {
    this.door = door;
    this.literal = literal(door.host());
    if (literal == null && door.port() != 0) {
      for (AddressFamily family : families) {
        asked.put(
            family,
            lookups.start((names, deadline) -> names.addresses(door.host(), family, deadline)));
      }
    }
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException _) {
      // A name, then.
      return null;
    }
  }

  /** Waits for the answers; at least one place, and be it lost. */
  List<Place> places() {
    if (door.port() == 0) {
      return List.of(door.lost(Reason.of(ReasonCode.DNS_BAD_ANSWER, "port 0 is no port")));
    }
    if (literal != null) {
      return List.of(known(literal));
    }
    List<Place> places = new ArrayList<>();
    Reason missing =
        Reason.of(ReasonCode.DNS_NO_ADDRESS, door.host() + " has no address that is wanted");
    for (Pending<Answer<InetAddress>> answer : asked.values()) {
      try {
        switch (answer.seen()) {
          case Answer.Found<InetAddress>(List<InetAddress> found) ->
              found.forEach(address -> places.add(known(address)));
          case Answer.Missing<InetAddress>(ReasonCode code) -> {
            if (code == ReasonCode.DNS_NXDOMAIN) {
              missing = Reason.of(code, door.host() + " does not exist");
            }
          }
        }
      } catch (PeerException e) {
        places.add(door.lost(e.reason()));
      }
    }
    return places.isEmpty() ? List.of(door.lost(missing)) : places;
  }

  private Place known(InetAddress address) {
    String shown =
        address instanceof Inet6Address six
            ? "[" + compressed(six) + "]"
            : address.getHostAddress();
    return new Place.Known(
        new Endpoint(door.listener(), door.domain().ascii(), shown + ":" + door.port()),
        new InetSocketAddress(address, door.port()),
        door.host(),
        door.location(),
        Place.Claim.SAID);
  }

  /** The text of RFC 5952, section 4, which Java's own does not follow. */
  private static String compressed(Inet6Address address) {
    String full = address.getHostAddress().replaceAll("%.*", "");
    String[] groups = full.split(":");
    int start = 0;
    int length = 0;
    for (int from = 0; from < groups.length; from++) {
      int run = 0;
      while (from + run < groups.length && groups[from + run].equals("0")) {
        run++;
      }
      if (run > length) {
        start = from;
        length = run;
      }
    }
    if (length < 2) {
      return full;
    }
    String before = String.join(":", List.of(groups).subList(0, start));
    String after = String.join(":", List.of(groups).subList(start + length, groups.length));
    return before + "::" + after;
  }
}
