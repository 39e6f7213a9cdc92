package io.github.prosodyprobe.target;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.Answer;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns a host name and a port into places: one for each of its addresses. */
final class HostAddresses {

  private final Domain domain;
  private final NameService names;
  private final Set<AddressFamily> families;
  private final Deadline deadline;

  HostAddresses(Domain domain, NameService names, Set<AddressFamily> families, Deadline deadline) {
    this.domain = domain;
    this.names = names;
    this.families = families;
    this.deadline = deadline;
  }

  List<Place> places(Listener listener, String host, int port) {
    if (port == 0) {
      return List.of(
          lost(listener, host, port, Reason.of(ReasonCode.DNS_BAD_ANSWER, "port 0 is no port")));
    }
    List<Place> places = new ArrayList<>();
    Reason missing = Reason.of(ReasonCode.DNS_NO_ADDRESS, host + " has no address that is wanted");
    try {
      return List.of(known(listener, InetAddress.ofLiteral(host), port, host));
    } catch (IllegalArgumentException _) {
      // A name, then.
    }
    for (AddressFamily family : AddressFamily.values()) {
      if (!families.contains(family)) {
        continue;
      }
      try {
        switch (names.addresses(host, family, deadline)) {
          case Answer.Found<InetAddress>(List<InetAddress> found) ->
              found.forEach(address -> places.add(known(listener, address, port, host)));
          case Answer.Missing<InetAddress>(ReasonCode code) -> {
            if (code == ReasonCode.DNS_NXDOMAIN) {
              missing = Reason.of(code, host + " does not exist");
            }
          }
        }
      } catch (PeerException e) {
        places.add(lost(listener, host, port, e.reason()));
      }
    }
    if (places.isEmpty()) {
      places.add(lost(listener, host, port, missing));
    }
    return places;
  }

  Place lost(Listener listener, String host, int port, Reason reason) {
    return new Place.Lost(new Endpoint(listener, domain.ascii(), host + ":" + port), reason);
  }

  private Place known(Listener listener, InetAddress address, int port, String name) {
    String host =
        address instanceof Inet6Address six
            ? "[" + compressed(six) + "]"
            : address.getHostAddress();
    return new Place.Known(
        new Endpoint(listener, domain.ascii(), host + ":" + port),
        new InetSocketAddress(address, port),
        name);
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
