package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.Answer;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.probe.Hosts;
import io.github.prosodyprobe.target.Place;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the hosts are found that a place leads to: by DNS; where the operator replaces that, a host
 * of the place's own name is the same machine, and others are left alone.
 */
final class LedHosts {

  private LedHosts() {}

  static Hosts of(ScanRequest request, Place.Known place) {
    return (host, deadline) -> {
      try {
        return List.of(InetAddress.ofLiteral(host));
      } catch (IllegalArgumentException _) {
        return request.target().replacesDns()
            ? replaced(host, place)
            : lookedUp(host, request, deadline);
      }
    };
  }

  private static List<InetAddress> replaced(String host, Place.Known place) throws PeerException {
    Optional<String> own = place.location().map(WebLocation::origin).map(Origin::host);
    if (own.filter(host::equals).isPresent()) {
      return List.of(place.address().getAddress());
    }
    throw PeerException.of(
        ReasonCode.NOT_PROBED, "--connect replaces DNS, which would say where " + host + " is");
  }

  private static List<InetAddress> lookedUp(String host, ScanRequest request, Deadline deadline)
      throws PeerException {
    Set<AddressFamily> families = request.target().families();
    List<InetAddress> found = new ArrayList<>();
    for (AddressFamily family : families) {
      switch (request.names().addresses(host, family, deadline)) {
        case Answer.Found<InetAddress>(List<InetAddress> addresses) -> found.addAll(addresses);
        case Answer.Missing<InetAddress>(ReasonCode code) -> {
          if (code == ReasonCode.DNS_NXDOMAIN) {
            throw PeerException.of(code, host + " does not exist");
          }
        }
      }
    }
    if (found.isEmpty()) {
      throw families.size() == AddressFamily.values().length
          ? PeerException.of(ReasonCode.DNS_NO_ADDRESS, host + " has no address")
          : PeerException.of(ReasonCode.NOT_PROBED, host + " has no address of the family wanted");
    }
    return found;
  }
}
