package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.http.HttpAnswer;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.request.EndpointState;
import io.github.prosodyprobe.request.Method;
import io.github.prosodyprobe.request.ServedFor;
import io.github.prosodyprobe.request.WebAnswer;
import io.github.prosodyprobe.request.WebEndpoint;
import io.github.prosodyprobe.request.WebRequest;
import io.github.prosodyprobe.text.Untrusted;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a server answered to requests of the catalogue, and to controls at a path that cannot exist.
 *
 * @param manner how all of it was asked
 * @param controlPath the path that cannot exist
 * @param exchanges by request, the controls among them
 */
record CatalogueAnswers(
    AskingManner manner, String controlPath, Map<WebRequest, Exchange> exchanges) {

  /** States that only an answer can show that other paths do not get. */
  private static final Set<EndpointState> TELLING =
      EnumSet.of(EndpointState.OPEN, EndpointState.GUARDED);

  /**
   * Bytes by which pages of different makers differ. Those of one may differ behind them: Prosody's
   * own "not here" ends in one of several jokes, others repeat what they were asked for.
   */
  private static final int PAGE_BEGINNING = 64;

  /**
   * A request and its answer.
   *
   * @param lines the exchange as evidence shows it
   */
  record Exchange(HttpAnswer answer, List<Untrusted> lines) {

    WebAnswer webAnswer() {
      return new WebAnswer(answer.status(), answer.fields(), answer.body().text());
    }
  }

  /** Each endpoint that was asked for, by the most that any of its requests gave away. */
  Map<WebEndpoint, EndpointState> states(Catalogue catalogue) {
    Map<WebEndpoint, EndpointState> states = new LinkedHashMap<>();
    for (WebEndpoint endpoint : catalogue.endpoints()) {
      endpoint.requests().stream()
          .filter(exchanges::containsKey)
          .map(request -> state(endpoint, request))
          .sorted()
          .findFirst()
          .ifPresent(state -> states.put(endpoint, state));
    }
    return states;
  }

  /** What is answered at every path says nothing of this one. */
  EndpointState state(WebEndpoint endpoint, WebRequest request) {
    EndpointState state = endpoint.state(at(request).webAnswer());
    boolean everywhere = TELLING.contains(state) && endpoint.state(control(request)) == state;
    return everywhere ? EndpointState.UNRECOGNISED : state;
  }

  /**
   * Whether the endpoint is answered otherwise than the path that cannot exist: where both are not
   * there, somebody else took care of this one.
   */
  boolean isSetApart(WebEndpoint endpoint) {
    return endpoint.requests().stream()
        .filter(exchanges::containsKey)
        .anyMatch(request -> !isLikeControl(request));
  }

  private boolean isLikeControl(WebRequest request) {
    HttpAnswer here = at(request).answer();
    HttpAnswer nowhere = at(control(request.method(), controlPath)).answer();
    return here.status() == nowhere.status() && Arrays.equals(beginning(here), beginning(nowhere));
  }

  private static byte[] beginning(HttpAnswer answer) {
    return Arrays.copyOf(answer.body().bytes(), PAGE_BEGINNING);
  }

  /** The requests that show one of these endpoints in this state. */
  List<WebRequest> showing(EndpointState state, Collection<WebEndpoint> endpoints) {
    return endpoints.stream()
        .flatMap(
            endpoint ->
                endpoint.requests().stream()
                    .filter(exchanges::containsKey)
                    .filter(request -> state(endpoint, request) == state))
        .distinct()
        .toList();
  }

  Exchange at(WebRequest request) {
    Exchange exchange = exchanges.get(request);
    if (exchange == null) {
      throw new IllegalArgumentException(request + " was not asked");
    }
    return exchange;
  }

  private WebAnswer control(WebRequest request) {
    return at(control(request.method(), controlPath)).webAnswer();
  }

  /** The request for a path that cannot exist. */
  static WebRequest control(Method method, String controlPath) {
    return new WebRequest(method, controlPath, ServedFor.ANY);
  }

  /** The exchanges with these requests, and the controls in front of them. */
  List<Untrusted> lines(List<WebRequest> requests) {
    Stream<WebRequest> controls =
        exchanges.keySet().stream().filter(request -> request.path().equals(controlPath));
    return Stream.concat(controls, requests.stream())
        .flatMap(request -> at(request).lines().stream())
        .toList();
  }
}
