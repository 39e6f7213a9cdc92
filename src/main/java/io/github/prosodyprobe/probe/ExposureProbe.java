package io.github.prosodyprobe.probe;

import static io.github.prosodyprobe.request.EndpointState.OPEN;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.HttpFacts;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.probe.CatalogueAnswers.Exchange;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.request.WebEndpoint;
import io.github.prosodyprobe.request.WebRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Asks a web server for everything in the catalogue and for a path that cannot exist, as anybody;
 * and for what is not open once more with forged forwarding headers, and with a foreign host.
 */
public final class ExposureProbe implements Probe {

  private static final Set<Fact<?>> FACTS =
      Set.of(
          HttpFacts.ENDPOINTS_OPEN,
          HttpFacts.ENDPOINTS_GUARDED,
          HttpFacts.OPENED_BY_FORGED_HEADERS,
          HttpFacts.OPENED_BY_FOREIGN_HOST,
          HttpFacts.ENDPOINTS_WITHOUT_CHALLENGE,
          HttpFacts.SOFTWARE,
          HttpFacts.DIRECTORY_LISTINGS);

  /** Connections over which the first questions are divided: every one of them takes its way. */
  private static final int AT_ONCE = 2;

  private final Catalogue catalogue;
  private final RandomGenerator random;

  /**
   * A probe.
   *
   * @param catalogue what to ask for
   * @param random draws the path that cannot exist
   */
  public ExposureProbe(Catalogue catalogue, RandomGenerator random) {
    this.catalogue = catalogue;
    this.random = random;
  }

  @Override
  public String name() {
    return "exposure";
  }

  @Override
  public Set<Fact<?>> yields() {
    return FACTS;
  }

  /** A server that closes after each answer needs one for each request. */
  @Override
  public int connections() {
    return AskingManner.values().length * withControls(catalogue.requests(), "").size();
  }

  @Override
  public int usualConnections() {
    return AT_ONCE + AskingManner.values().length - 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    if (context.endpoint().listener() == Listener.HTTP && !findings.saw(PortFacts.ANSWER, "http")) {
      FACTS.forEach(fact -> findings.notApplicable(fact, "no HTTP server answers"));
      return;
    }
    byte[] name = new byte[8];
    random.nextBytes(name);
    String control = "/prosody-probe-" + HexFormat.of().formatHex(name);
    ExposureFindings report = new ExposureFindings(context, catalogue, findings);
    CatalogueAnswers plain = askPlainly(context, control);
    report.report(plain);
    List<WebRequest> again = withControls(closed(plain), control);
    List<Map<WebRequest, Exchange>> answers =
        SideBySide.collect(
            List.of(
                new CatalogueInquiry(context, AskingManner.FORGED, again),
                new CatalogueInquiry(context, AskingManner.FOREIGN_HOST, again)));
    report.report(
        HttpFacts.OPENED_BY_FORGED_HEADERS,
        plain,
        new CatalogueAnswers(AskingManner.FORGED, control, answers.get(0)));
    report.report(
        HttpFacts.OPENED_BY_FOREIGN_HOST,
        plain,
        new CatalogueAnswers(AskingManner.FOREIGN_HOST, control, answers.get(1)));
  }

  private CatalogueAnswers askPlainly(ProbeContext context, String control)
      throws PeerException, InterruptedException {
    List<WebRequest> requests = withControls(catalogue.requests(), control);
    int half = requests.size() / AT_ONCE;
    List<CatalogueInquiry> halves =
        List.of(
            new CatalogueInquiry(context, AskingManner.PLAIN, requests.subList(0, half)),
            new CatalogueInquiry(
                context, AskingManner.PLAIN, requests.subList(half, requests.size())));
    Map<WebRequest, Exchange> answers = new LinkedHashMap<>();
    SideBySide.collect(halves).forEach(answers::putAll);
    return new CatalogueAnswers(AskingManner.PLAIN, control, answers);
  }

  /** What to ask for all endpoints that were not open. */
  private List<WebRequest> closed(CatalogueAnswers plain) {
    return plain.states(catalogue).entrySet().stream()
        .filter(entry -> entry.getValue() != OPEN)
        .map(Map.Entry::getKey)
        .map(WebEndpoint::requests)
        .flatMap(Collection::stream)
        .distinct()
        .toList();
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
