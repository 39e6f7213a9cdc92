package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.EndpointFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.HostMetaFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.probe.HostMetaProbe;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Connect;
import io.github.prosodyprobe.target.Discovery;
import io.github.prosodyprobe.target.Place;
import io.github.prosodyprobe.target.Place.Claim;
import io.github.prosodyprobe.target.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where host-meta leads (XEP-0156): the places of BOSH and WebSocket that nobody had planned to
 * look at, because host-meta had to be read first.
 */
final class HostMetaLeads {

  /** Places of a kind that are looked at beside those of the plan. */
  static final int PLACES = 2;

  /** Links of a kind whose hosts are looked up. */
  private static final int LINKS = 8;

  private static final Reason TOO_MANY =
      Reason.of(
          ReasonCode.BUDGET_EXCEEDED,
          "only " + PLACES + " more addresses of a kind are probed where host-meta leads");

  private enum Kind {
    BOSH(Listener.BOSH, HostMetaFacts.BOSH_LINKS),
    WEBSOCKET(Listener.WEBSOCKET, HostMetaFacts.WEBSOCKET_LINKS);

    private final Listener listener;
    private final Fact<TextSet> links;

    Kind(Listener listener, Fact<TextSet> links) {
      this.listener = listener;
      this.links = links;
    }
  }

  private final ScanRequest request;
  private final List<Kind> kinds;

  /**
   * Decides what may be followed: nothing where the operator said where everything is, or that kind
   * of place.
   */
  HostMetaLeads(ScanRequest request) {
    this.request = request;
    this.kinds =
        Stream.of(Kind.values())
            .filter(_ -> !request.target().replacesDns())
            .filter(kind -> !request.wanted(kind.listener).isEmpty())
            .filter(kind -> !isNamed(kind.listener))
            .toList();
  }

  private boolean isNamed(Listener listener) {
    return request.target().connects().stream().anyMatch(connect -> connect.listener() == listener);
  }

  /** Connections at the most beside those of the plans, which ask for host-meta or do not. */
  int connections(List<ListenerPlan> plans) {
    boolean asked =
        plans.stream()
            .filter(plan -> plan.place() instanceof Place.Known)
            .flatMap(plan -> plan.probes().stream())
            .anyMatch(HostMetaProbe.class::isInstance);
    return asked ? kinds.stream().mapToInt(kind -> PLACES * connections(kind.listener)).sum() : 0;
  }

  private int connections(Listener listener) {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Scheme.HTTPS.defaultPort());
    WebLocation location =
        new WebLocation(new Origin(Scheme.HTTPS, request.domain().ascii(), address.getPort()), "/");
    Endpoint endpoint = new Endpoint(listener, request.domain().ascii(), "any");
    return new PlacePlans(request)
            .of(
                List.of(
                    new Place.Known(endpoint, address, "any", Optional.of(location), Claim.SAID)))
            .stream()
            .mapToInt(ListenerPlan::connections)
            .sum();
  }

  /**
   * Looks up the places.
   *
   * @param seen what the scan has seen; what is looked at already is not looked at again
   */
  List<ListenerPlan> plans(List<EndpointFacts> seen, Deadline deadline) {
    List<Connect> connects = kinds.stream().flatMap(kind -> said(kind, seen)).toList();
    if (connects.isEmpty()) {
      return List.of();
    }
    // As if the operator had named them, save that they are held against the address policy.
    Target led = new Target(request.domain(), List.of(), connects, request.target().families());
    Set<Listener> wanted = kinds.stream().map(kind -> kind.listener).collect(Collectors.toSet());
    Set<Endpoint> known = seen.stream().map(EndpointFacts::endpoint).collect(Collectors.toSet());
    List<Place> places =
        Discovery.find(
                led,
                listener -> wanted.contains(listener) ? request.wanted(listener) : Set.of(),
                request.names(),
                deadline)
            .places()
            .stream()
            .filter(place -> !known.contains(place.endpoint()))
            .toList();
    return new PlacePlans(request).of(limited(places));
  }

  /** What host-meta says of this kind, wherever it was found. */
  private static Stream<Connect> said(Kind kind, List<EndpointFacts> seen) {
    return seen.stream()
        .map(facts -> facts.state(kind.links))
        .flatMap(
            state ->
                state instanceof FactState.Observed(TextSet links, _)
                    ? links.values().stream()
                    : Stream.empty())
        .flatMap(link -> WebLocation.parse(link).stream())
        .distinct()
        .limit(LINKS)
        .map(
            location ->
                new Connect(
                    kind.listener,
                    location.origin().host(),
                    location.origin().port(),
                    Optional.of(location)));
  }

  /** The first place too many of a kind stands for all that are left out. */
  private List<Place> limited(List<Place> places) {
    List<Place> limited = new ArrayList<>();
    for (Kind kind : kinds) {
      List<Place> ofKind =
          places.stream().filter(place -> place.endpoint().listener() == kind.listener).toList();
      ofKind.stream().limit(PLACES).forEach(limited::add);
      ofKind.stream()
          .skip(PLACES)
          .limit(1)
          .map(place -> new Place.Lost(place.endpoint(), TOO_MANY))
          .forEach(limited::add);
    }
    return limited;
  }
}
