package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.HeaderFacts;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.ProtectiveHeaders;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks a web server for its pages, as a page of another origin does, and judges by which headers it
 * protects each of them.
 */
public final class HeadersProbe implements Probe {

  /** Where Prosody serves pages for people, or answers browsers. */
  private static final List<String> TARGETS =
      List.of(
          "/",
          "/register",
          "/invite",
          "/file_share/",
          "/http-bind",
          "/xmpp-websocket",
          "/.well-known/host-meta");

  private static final String FOREIGN_ORIGIN = "https://prosody-probe.invalid";

  /** What each fact gathers the paths of. */
  private static final Map<Fact<TextSet>, Predicate<ProtectiveHeaders>> RULES =
      Map.of(
          HeaderFacts.PAGES,
          ProtectiveHeaders::isPage,
          HeaderFacts.WITHOUT_CONTENT_TYPE_OPTIONS,
          headers -> headers.isDocument() && !headers.forbidsSniffing(),
          HeaderFacts.WITHOUT_FRAME_PROTECTION,
          headers -> headers.isPage() && !headers.limitsFraming(),
          HeaderFacts.WITHOUT_REFERRER_POLICY,
          headers -> headers.isPage() && !headers.keepsReferrer(),
          HeaderFacts.WITHOUT_CONTENT_SECURITY_POLICY,
          headers -> headers.isPage() && !headers.hasContentPolicy(),
          HeaderFacts.UNSAFE_CONTENT_SECURITY_POLICY,
          headers -> headers.isPage() && headers.hasUnsafeContentPolicy(),
          HeaderFacts.WITHOUT_PERMISSIONS_POLICY,
          headers -> headers.isPage() && !headers.hasPermissionsPolicy(),
          HeaderFacts.WITHOUT_RESOURCE_POLICY,
          headers ->
              headers.isDocument()
                  && !headers.isPage()
                  && !headers.letsRead(FOREIGN_ORIGIN)
                  && !headers.saysWhoMayEmbed(),
          HeaderFacts.REFLECTING_ORIGIN_WITH_CREDENTIALS,
          headers -> headers.letsReadWithCredentials(FOREIGN_ORIGIN));

  /** The same for what browsers go by only over https. */
  private static final Map<Fact<TextSet>, Predicate<ProtectiveHeaders>> RULES_OVER_TLS =
      Map.of(
          HeaderFacts.WITHOUT_HSTS,
          headers -> headers.isServed() && headers.strictTransportSeconds() == 0,
          HeaderFacts.WITHOUT_OPENER_POLICY,
          headers -> headers.isPage() && !headers.isolatesFromOpener(),
          HeaderFacts.WITHOUT_EMBEDDER_POLICY,
          headers -> headers.isPage() && !headers.limitsEmbedding());

  @Override
  public String name() {
    return "headers";
  }

  @Override
  public Set<Fact<?>> yields() {
    Set<Fact<?>> facts = new HashSet<>(RULES.keySet());
    facts.addAll(RULES_OVER_TLS.keySet());
    facts.add(HeaderFacts.HSTS_SECONDS);
    facts.add(HeaderFacts.REPEATED);
    facts.add(HeaderFacts.COOKIES_WITHOUT_ATTRIBUTES);
    return facts;
  }

  /** One for each path where the server ends every connection after an answer. */
  @Override
  public int connections() {
    return TARGETS.size() + 1;
  }

  @Override
  public int usualConnections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    if (findings.knows(PortFacts.ANSWER) && !findings.saw(PortFacts.ANSWER, "http")) {
      yields().forEach(fact -> findings.notApplicable(fact, "no HTTP server answers at the port"));
      return;
    }
    Set<String> targets = new LinkedHashSet<>(TARGETS);
    targets.add(context.webLocation().target());
    Transcript shown = new Transcript();
    Map<String, ProtectiveHeaders> answers = ask(context, targets, shown);
    Evidence evidence =
        context.evidence(
            name(),
            shown,
            Curl.of(context, targets, "-o /dev/null -D -", "Origin: " + FOREIGN_ORIGIN));
    RULES.forEach((fact, rule) -> findings.observed(fact, paths(answers, rule), evidence));
    findings.observed(HeaderFacts.REPEATED, repeated(answers), evidence);
    findings.observed(HeaderFacts.COOKIES_WITHOUT_ATTRIBUTES, cookies(answers), evidence);
    reportTransport(context.webLocation(), answers, findings, evidence);
  }

  private static Map<String, ProtectiveHeaders> ask(
      ProbeContext context, Set<String> targets, Transcript shown)
      throws PeerException, InterruptedException {
    Map<String, ProtectiveHeaders> answers = new LinkedHashMap<>();
    Origin origin = context.webLocation().origin();
    try (HttpSession session =
        new HttpSession(origin, WebOpener.of(context, origin), context.deadline())) {
      for (String target : targets) {
        HttpRequest request = HttpRequest.get(target).with("Origin", FOREIGN_ORIGIN);
        // One line for each answer, so that all of them find room in the evidence.
        ProtectiveHeaders headers = new ProtectiveHeaders(session.ask(request, new Transcript()));
        shown.sent("GET " + target + " | Origin: " + FOREIGN_ORIGIN);
        headers.noteTo(shown);
        answers.put(target, headers);
      }
    }
    return answers;
  }

  private static TextSet paths(
      Map<String, ProtectiveHeaders> answers, Predicate<ProtectiveHeaders> rule) {
    return FactValue.texts(
        answers.entrySet().stream()
            .filter(answer -> rule.test(answer.getValue()))
            .map(Map.Entry::getKey)
            .toList());
  }

  private static TextSet repeated(Map<String, ProtectiveHeaders> answers) {
    List<String> repeated = new ArrayList<>();
    answers.forEach(
        (target, headers) ->
            headers.contradictions().forEach(name -> repeated.add(target + " " + name)));
    return FactValue.texts(repeated);
  }

  private static TextSet cookies(Map<String, ProtectiveHeaders> answers) {
    List<Untrusted> cookies = new ArrayList<>();
    answers.forEach((target, headers) -> cookies.addAll(headers.incompleteCookies(target)));
    return new TextSet(cookies);
  }

  private static void reportTransport(
      WebLocation location,
      Map<String, ProtectiveHeaders> answers,
      Findings findings,
      Evidence evidence) {
    if (!location.origin().isSecure()) {
      String because = "browsers ignore the header over clear text";
      RULES_OVER_TLS.keySet().forEach(fact -> findings.notApplicable(fact, because));
      findings.notApplicable(HeaderFacts.HSTS_SECONDS, because);
      return;
    }
    RULES_OVER_TLS.forEach((fact, rule) -> findings.observed(fact, paths(answers, rule), evidence));
    answers.values().stream()
        .filter(ProtectiveHeaders::isServed)
        .map(ProtectiveHeaders::strictTransportSeconds)
        .min(Comparator.naturalOrder())
        .ifPresentOrElse(
            seconds ->
                findings.observed(HeaderFacts.HSTS_SECONDS, FactValue.count(seconds), evidence),
            () ->
                findings.notApplicable(
                    HeaderFacts.HSTS_SECONDS,
                    "nothing is served at the paths that were asked for"));
  }
}
