package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.HostMetaFacts;
import io.github.prosodyprobe.http.HostMeta;
import io.github.prosodyprobe.http.HostMeta.Link;
import io.github.prosodyprobe.http.HttpAnswer;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.ProtectiveHeaders;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks for host-meta in XML and in JSON, as a web client of another origin does, and reads where
 * BOSH and WebSocket are to be had.
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
        HostMetaFacts.CLEAR_TEXT_LINKS,
        HostMetaFacts.PRIVATE_LINKS,
        HostMetaFacts.CORS);
  }

  @Override
  public int connections() {
    return 2 * WellKnown.CONNECTIONS;
  }

  @Override
  public int usualConnections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    Transcript transcript = new Transcript();
    HttpAnswer xmlAnswer;
    HttpAnswer jsonAnswer;
    try (WellKnown documents = new WellKnown(context)) {
      xmlAnswer = documents.fetch(request(XML), transcript);
      jsonAnswer = documents.fetch(request(JSON), transcript);
    }
    Optional<HostMeta> xml = HostMeta.ofXml(xmlAnswer);
    Optional<HostMeta> json = HostMeta.ofJson(jsonAnswer);
    Evidence evidence =
        context.evidence(
            name(),
            transcript,
            Curl.of(context, List.of(XML, JSON), "-i", "Origin: " + FOREIGN_ORIGIN));
    findings.observed(
        HostMetaFacts.PRESENCE,
        FactValue.text(presence(xml.isPresent(), json.isPresent())),
        evidence);
    List<Link> links = new ArrayList<>();
    List<HttpAnswer> served = new ArrayList<>();
    xml.ifPresent(document -> links.addAll(document.links()));
    xml.ifPresent(_ -> served.add(xmlAnswer));
    json.ifPresent(document -> links.addAll(document.links()));
    json.ifPresent(_ -> served.add(jsonAnswer));
    if (served.isEmpty()) {
      yields().stream()
          .filter(fact -> !fact.equals(HostMetaFacts.PRESENCE))
          .forEach(fact -> findings.notApplicable(fact, "no host-meta is served"));
      return;
    }
    findings.observed(HostMetaFacts.LINKS, urls(links, _ -> true), evidence);
    findings.observed(HostMetaFacts.CLEAR_TEXT_LINKS, urls(links, Link::isClearText), evidence);
    findings.observed(HostMetaFacts.PRIVATE_LINKS, urls(links, Link::isPrivate), evidence);
    boolean open =
        served.stream().allMatch(it -> new ProtectiveHeaders(it).letsRead(FOREIGN_ORIGIN));
    findings.observed(HostMetaFacts.CORS, FactValue.flag(open), evidence);
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
