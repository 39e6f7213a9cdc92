package io.github.prosodyprobe.probe;

import static io.github.prosodyprobe.request.EndpointState.GUARDED;
import static io.github.prosodyprobe.request.EndpointState.OPEN;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.HttpFacts;
import io.github.prosodyprobe.http.HttpAnswer;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.request.EndpointState;
import io.github.prosodyprobe.request.WebEndpoint;
import io.github.prosodyprobe.request.WebRequest;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports what the answers to the catalogue say.
 *
 * @param facts which of its facts are reported; no other was asked for
 */
record ExposureFindings(
    ProbeContext context, Catalogue catalogue, Set<Fact<?>> facts, Findings findings) {

  /** Endpoints of the catalogue that are no module's: the content of a folder. */
  private static final String LISTING = "-listing";

  private static final String FRONT_PAGE = "front-page";

  /** Reports what anybody is given. */
  void report(CatalogueAnswers plain) {
    Set<WebEndpoint> given = in(OPEN, plain);
    Set<WebEndpoint> guarded = in(GUARDED, plain);
    List<WebRequest> telling = new ArrayList<>(plain.showing(OPEN, given));
    telling.addAll(plain.showing(GUARDED, guarded));
    Evidence evidence = evidence(plain, telling.stream().distinct().toList());
    observed(HttpFacts.ENDPOINTS_OPEN, ids(given), evidence);
    observed(HttpFacts.COMPONENT_ENDPOINTS_OPEN, ids(given), evidence);
    observed(HttpFacts.ENDPOINTS_GUARDED, ids(guarded), evidence);
    observed(
        HttpFacts.ENDPOINTS_WITHOUT_CHALLENGE,
        ids(guarded.stream().filter(endpoint -> isWithoutChallenge(endpoint, plain)).toList()),
        evidence);
    observed(HttpFacts.SOFTWARE, software(plain, given), evidence);
    observed(HttpFacts.DIRECTORY_LISTINGS, listings(plain, given), evidence);
  }

  /** Reports what asking otherwise opens, beyond what is open to anybody. */
  void report(Fact<TextSet> fact, CatalogueAnswers plain, CatalogueAnswers otherwise) {
    Set<WebEndpoint> opened = in(OPEN, otherwise);
    opened.removeAll(in(OPEN, plain));
    List<WebRequest> shown =
        opened.isEmpty()
            ? otherwise.exchanges().keySet().stream().limit(1).toList()
            : otherwise.showing(OPEN, opened);
    observed(fact, ids(opened), evidence(otherwise, shown));
  }

  private void observed(Fact<TextSet> fact, TextSet value, Evidence evidence) {
    if (facts.contains(fact)) {
      findings.observed(fact, value, evidence);
    }
  }

  private Set<WebEndpoint> in(EndpointState state, CatalogueAnswers answers) {
    return answers.states(catalogue).entrySet().stream()
        .filter(entry -> entry.getValue() == state)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static TextSet ids(Collection<WebEndpoint> endpoints) {
    return FactValue.texts(endpoints.stream().map(WebEndpoint::id).toList());
  }

  private static boolean isWithoutChallenge(WebEndpoint endpoint, CatalogueAnswers plain) {
    return plain.showing(GUARDED, List.of(endpoint)).stream()
        .map(request -> plain.at(request).answer())
        .anyMatch(answer -> answer.status() == 401 && answer.headers("WWW-Authenticate").isEmpty());
  }

  private static TextSet software(CatalogueAnswers plain, Collection<WebEndpoint> open) {
    Stream<Untrusted> own =
        open.stream()
            .filter(endpoint -> endpoint.id().equals(FRONT_PAGE))
            .map(_ -> Untrusted.of("Prosody"));
    Stream<Untrusted> headers =
        plain.exchanges().values().stream()
            .map(CatalogueAnswers.Exchange::answer)
            .flatMap(ExposureFindings::products);
    return new TextSet(Stream.concat(own, headers).toList());
  }

  private static Stream<Untrusted> products(HttpAnswer answer) {
    return Stream.of("Server", "X-Powered-By").flatMap(name -> answer.headers(name).stream());
  }

  private static TextSet listings(CatalogueAnswers plain, Collection<WebEndpoint> open) {
    List<WebEndpoint> folders =
        open.stream().filter(endpoint -> endpoint.id().endsWith(LISTING)).toList();
    return FactValue.texts(plain.showing(OPEN, folders).stream().map(WebRequest::path).toList());
  }

  private Evidence evidence(CatalogueAnswers answers, List<WebRequest> shown) {
    AskingManner manner = answers.manner();
    String path = shown.stream().findFirst().map(WebRequest::path).orElse(answers.controlPath());
    String id = context.evidence(manner.evidence(), new Transcript(), "").id();
    return new Evidence(id, answers.lines(shown), ByHand.web(context, manner, path));
  }
}
