package io.github.prosodyprobe.probe;

import static io.github.prosodyprobe.probe.AskingManner.FOREIGN_HOST;
import static io.github.prosodyprobe.probe.AskingManner.FORGED;
import static io.github.prosodyprobe.probe.AskingManner.PLAIN;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.HttpFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.probe.CatalogueAnswers.Exchange;
import io.github.prosodyprobe.probe.CatalogueInquiry.Question;
import io.github.prosodyprobe.request.Audience;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.request.EndpointState;
import io.github.prosodyprobe.request.ServedFor;
import io.github.prosodyprobe.request.WebEndpoint;
import io.github.prosodyprobe.request.WebRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Asks a web server for everything in the catalogue and for a path that cannot exist, as anybody;
 * and for what may be kept from us once more with forged forwarding headers, and, unless it is a
 * component's, with a foreign host.
 */
public final class ExposureProbe implements Probe {

  /** What each other manner of asking may open. */
  private static final Map<AskingManner, Fact<TextSet>> OTHERWISE =
      Map.of(
          FORGED, HttpFacts.OPENED_BY_FORGED_HEADERS,
          FOREIGN_HOST, HttpFacts.OPENED_BY_FOREIGN_HOST);

  private static final Set<Fact<?>> OF_DOMAIN =
      Set.of(
          HttpFacts.ENDPOINTS_OPEN,
          HttpFacts.ENDPOINTS_GUARDED,
          HttpFacts.ENDPOINTS_WITHOUT_CHALLENGE,
          HttpFacts.OPENED_BY_FORGED_HEADERS,
          HttpFacts.OPENED_BY_FOREIGN_HOST,
          HttpFacts.SOFTWARE,
          HttpFacts.DIRECTORY_LISTINGS);

  /** Without what the web server has for every name, and what components do not serve. */
  private static final Set<Fact<?>> OF_COMPONENT =
      Set.of(
          HttpFacts.COMPONENT_ENDPOINTS_OPEN,
          HttpFacts.ENDPOINTS_GUARDED,
          HttpFacts.ENDPOINTS_WITHOUT_CHALLENGE,
          HttpFacts.OPENED_BY_FORGED_HEADERS);

  private final Catalogue catalogue;
  private final RandomGenerator random;
  private final Set<Fact<?>> facts;
  private final Map<AskingManner, Fact<TextSet>> otherwise = new EnumMap<>(OTHERWISE);

  private ExposureProbe(Catalogue catalogue, RandomGenerator random, Set<Fact<?>> facts) {
    this.catalogue = catalogue;
    this.random = random;
    this.facts = facts;
    otherwise.values().retainAll(facts);
  }

  /**
   * A probe that asks by the name of the domain.
   *
   * @param catalogue what to ask for
   * @param random draws the path that cannot exist
   */
  public ExposureProbe(Catalogue catalogue, RandomGenerator random) {
    this(catalogue, random, OF_DOMAIN);
  }

  /** A probe that asks for what components serve, by the name of one, and never a foreign one. */
  public static ExposureProbe ofComponent(Catalogue catalogue, RandomGenerator random) {
    return new ExposureProbe(catalogue.servedFor(ServedFor.COMPONENT), random, OF_COMPONENT);
  }

  @Override
  public String name() {
    return "exposure";
  }

  @Override
  public Set<Fact<?>> yields() {
    return facts;
  }

  /** A server that refuses everything, and closes after each answer. */
  @Override
  public int connections() {
    return (1 + otherwise.size()) * withControls(catalogue.requests(), "").size();
  }

  @Override
  public int usualConnections() {
    return CatalogueInquiry.AT_ONCE;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    if (facts.contains(HttpFacts.ENDPOINTS_OPEN)
        && context.endpoint().listener() == Listener.HTTP
        && !findings.saw(PortFacts.ANSWER, "http")) {
      facts.forEach(fact -> findings.notApplicable(fact, "no HTTP server answers"));
      return;
    }
    byte[] name = new byte[8];
    random.nextBytes(name);
    String control = "/prosody-probe-" + HexFormat.of().formatHex(name);
    ExposureFindings report = new ExposureFindings(context, catalogue, facts, findings);
    try (CatalogueInquiry inquiry = new CatalogueInquiry(context)) {
      CatalogueAnswers plain =
          answers(
              PLAIN,
              control,
              inquiry.ask(questions(withControls(catalogue.requests(), control), PLAIN)));
      report.report(plain);
      List<Question> more = new ArrayList<>();
      for (AskingManner manner : otherwise.keySet()) {
        more.addAll(questions(withControls(maybe(manner, plain), control), manner));
      }
      Map<Question, Exchange> again = inquiry.ask(more);
      otherwise.forEach(
          (manner, fact) -> report.report(fact, plain, answers(manner, control, again)));
    }
  }

  /** What to ask for once more, in a manner that could open it. */
  private List<WebRequest> maybe(AskingManner manner, CatalogueAnswers plain) {
    return plain.states(catalogue).entrySet().stream()
        .filter(entry -> mayOpen(manner, entry.getKey(), entry.getValue(), plain))
        .map(Map.Entry::getKey)
        .map(WebEndpoint::requests)
        .flatMap(Collection::stream)
        .distinct()
        .toList();
  }

  /**
   * What refuses us may open for anybody else. What seems not to be there may be hidden from us:
   * what is for the server itself by an address, what Prosody serves under every name by a name. A
   * proxy may hide any other page from strangers too, but then its own "not here" stands where
   * Prosody's does at other paths: only what is missing in a manner of its own is asked for again,
   * not the whole catalogue.
   */
  private static boolean mayOpen(
      AskingManner manner, WebEndpoint endpoint, EndpointState state, CatalogueAnswers plain) {
    return switch (state) {
      case OPEN -> false;
      case GUARDED, UNRECOGNISED -> true;
      case ABSENT ->
          switch (manner) {
            case PLAIN -> false;
            case FORGED -> endpoint.audience() == Audience.LOOPBACK || plain.isSetApart(endpoint);
            case FOREIGN_HOST ->
                endpoint.audience() != Audience.EVERYONE
                    && endpoint.requests().stream()
                        .anyMatch(request -> request.servedFor() == ServedFor.ANY);
          };
    };
  }

  private static List<Question> questions(List<WebRequest> requests, AskingManner manner) {
    return requests.stream().map(request -> new Question(manner, request)).toList();
  }

  private static CatalogueAnswers answers(
      AskingManner manner, String control, Map<Question, Exchange> all) {
    Map<WebRequest, Exchange> exchanges = new LinkedHashMap<>();
    all.forEach(
        (question, exchange) -> {
          if (question.manner() == manner) {
            exchanges.put(question.request(), exchange);
          }
        });
    return new CatalogueAnswers(manner, control, exchanges);
  }

  private static List<WebRequest> withControls(List<WebRequest> requests, String control) {
    List<WebRequest> all = new ArrayList<>(requests);
    requests.stream()
        .map(request -> CatalogueAnswers.control(request.method(), control))
        .distinct()
        .forEach(all::add);
    return all;
  }
}
