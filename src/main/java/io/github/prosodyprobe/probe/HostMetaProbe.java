package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.HostMetaFacts;
import io.github.prosodyprobe.http.HostMeta;
import io.github.prosodyprobe.http.HostMeta.Link;
import io.github.prosodyprobe.http.HostMeta.Way;
import io.github.prosodyprobe.http.HttpAnswer;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.ProtectiveHeaders;
import io.github.prosodyprobe.http.Redirects;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Asks for host-meta in XML and in JSON, as a web client of another origin does, reads where BOSH
 * and WebSocket are to be had, and goes there once.
 */
public final class HostMetaProbe implements Probe {

  private static final String XML = "/.well-known/host-meta";
  private static final String JSON = "/.well-known/host-meta.json";
  private static final String FOREIGN_ORIGIN = "https://prosody-probe.invalid";

  @Override
  public String name() {
    return "host-meta";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(
        HostMetaFacts.PRESENCE,
        HostMetaFacts.LINKS,
        HostMetaFacts.BOSH_LINKS,
        HostMetaFacts.WEBSOCKET_LINKS,
        HostMetaFacts.DEAD_LINKS,
        HostMetaFacts.CLEAR_TEXT_LINKS,
        HostMetaFacts.PRIVATE_LINKS,
        HostMetaFacts.CORS);
  }

  @Override
  public int connections() {
    return 2 * WellKnown.CONNECTIONS + LinkVisits.CONNECTIONS;
  }

  @Override
  public int usualConnections() {
    return 1;
  }

  /** What was asked for at one of the two places, and what came of it. */
  private record Document(Redirects.Trail trail, Optional<HostMeta> read) {

    /** Behind a redirect a browser no longer says whose page it is that asks. */
    boolean isOpen() {
      List<HttpAnswer> answers =
          Stream.concat(trail.hops().stream().map(Redirects.Hop::answer), Stream.of(trail.answer()))
              .toList();
      return new ProtectiveHeaders(answers.getFirst()).letsRead(FOREIGN_ORIGIN)
          && answers.stream()
              .skip(1)
              .map(ProtectiveHeaders::new)
              .allMatch(it -> it.letsRead(FOREIGN_ORIGIN) || it.letsRead("null"));
    }
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    Transcript transcript = new Transcript();
    Document xml;
    Document json;
    try (WellKnown places = new WellKnown(context)) {
      Redirects.Trail xmlTrail = places.fetch(request(XML), transcript);
      Redirects.Trail jsonTrail = places.fetch(request(JSON), transcript);
      xml = new Document(xmlTrail, HostMeta.ofXml(xmlTrail.answer()));
      json = new Document(jsonTrail, HostMeta.ofJson(jsonTrail.answer()));
    }
    Evidence evidence =
        context.evidence(
            name(),
            transcript,
            Curl.of(context, List.of(XML, JSON), Curl.FOLLOWING, "Origin: " + FOREIGN_ORIGIN));
    findings.observed(
        HostMetaFacts.PRESENCE,
        FactValue.text(presence(xml.read().isPresent(), json.read().isPresent())),
        evidence);
    List<Document> served =
        Stream.of(xml, json).filter(document -> document.read().isPresent()).toList();
    if (served.isEmpty()) {
      yields().stream()
          .filter(fact -> !fact.equals(HostMetaFacts.PRESENCE))
          .forEach(fact -> findings.notApplicable(fact, "no host-meta is served"));
      return;
    }
    List<Link> links =
        served.stream()
            .flatMap(it -> it.read().stream())
            .flatMap(it -> it.links().stream())
            .toList();
    findings.observed(HostMetaFacts.LINKS, urls(links, _ -> true), evidence);
    findings.observed(
        HostMetaFacts.BOSH_LINKS, urls(links, link -> link.way() == Way.BOSH), evidence);
    findings.observed(
        HostMetaFacts.WEBSOCKET_LINKS, urls(links, link -> link.way() == Way.WEBSOCKET), evidence);
    findings.observed(HostMetaFacts.CLEAR_TEXT_LINKS, urls(links, Link::isClearText), evidence);
    findings.observed(
        HostMetaFacts.CORS, FactValue.flag(served.stream().allMatch(Document::isOpen)), evidence);
    LinkVisits.report(context, links, findings);
  }

  private static HttpRequest request(String target) {
    return HttpRequest.get(target).with("Origin", FOREIGN_ORIGIN);
  }

  private static String presence(boolean xml, boolean json) {
    if (xml) {
      return json ? "both" : "xml";
    }
    return json ? "json" : "absent";
  }

  private static TextSet urls(List<Link> links, Predicate<Link> wanted) {
    return new TextSet(links.stream().filter(wanted).map(Link::href).toList());
  }
}
