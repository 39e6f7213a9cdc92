package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.ClearTextFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.http.HttpAnswer;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Asks a web server in clear text for its front page and for a path that cannot exist, and looks
 * where the answers lead; follows none of them.
 */
public final class ClearTextProbe implements Probe {

  private static final String FRONT_PAGE = "/";
  private static final Set<String> TO_HTTPS = Set.of("https", "other-host");

  private final RandomGenerator random;

  /**
   * A probe.
   *
   * @param random draws the path that cannot exist
   */
  public ClearTextProbe(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "clear-text";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(ClearTextFacts.FRONT_PAGE, ClearTextFacts.ONLY_REDIRECTS);
  }

  /** Two where the server ends each connection after an answer. */
  @Override
  public int connections() {
    return 2;
  }

  @Override
  public int usualConnections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    if (!findings.saw(PortFacts.ANSWER, PortFacts.HTTP)) {
      yields().forEach(fact -> findings.notApplicable(fact, "no HTTP server answers"));
      return;
    }
    byte[] name = new byte[8];
    random.nextBytes(name);
    String nowhere = "/prosody-probe-" + HexFormat.of().formatHex(name);
    Origin origin = context.webLocation().origin();
    Transcript transcript = new Transcript();
    String front;
    String other;
    try (HttpSession session =
        new HttpSession(origin, WebOpener.of(context, origin), context.deadline())) {
      front = leadsTo(new WebLocation(origin, FRONT_PAGE), session, transcript);
      other = leadsTo(new WebLocation(origin, nowhere), session, transcript);
    }
    Evidence evidence =
        context.evidence(
            name(),
            transcript,
            Curl.of(context, List.of(FRONT_PAGE, nowhere), "-o /dev/null -D -"));
    if (origin.port() == Scheme.HTTP.defaultPort()) {
      findings.observed(ClearTextFacts.FRONT_PAGE, FactValue.text(front), evidence);
    } else {
      findings.notApplicable(
          ClearTextFacts.FRONT_PAGE, "browsers go to port 80 unless they are told another");
    }
    findings.observed(
        ClearTextFacts.ONLY_REDIRECTS,
        FactValue.flag(TO_HTTPS.contains(front) && TO_HTTPS.contains(other)),
        evidence);
  }

  /** Asks; returns a word of {@link ClearTextFacts#FRONT_PAGE}. */
  private static String leadsTo(WebLocation page, HttpSession session, Transcript transcript)
      throws PeerException, InterruptedException {
    HttpAnswer answer = session.ask(HttpRequest.get(page.target()).reading(0), transcript);
    return switch (answer.status() / 100) {
      case 2 -> "page";
      case 3 ->
          answer
              .header("Location")
              .flatMap(page::resolve)
              .map(target -> kind(page.origin(), target.origin()))
              .orElse("nothing");
      default -> "nothing";
    };
  }

  private static String kind(Origin from, Origin to) {
    if (!to.isSecure()) {
      return "http";
    }
    return to.host().equals(from.host()) ? "https" : "other-host";
  }
}
