package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.WebSocketFacts;
import io.github.prosodyprobe.http.HttpRequest.Header;
import io.github.prosodyprobe.http.WebSocketUpgrade;
import io.github.prosodyprobe.http.WebSocketUpgrade.Outcome;
import io.github.prosodyprobe.net.PeerException;
import java.util.Set;

/**
 * Asks for the upgrade to WebSocket in other ways: without a subprotocol, as a page of somebody
 * else's, and in clear text with the header of a proxy that has taken TLS off, where it then opens
 * a stream.
 */
public final class WebSocketUpgradeProbe implements Probe {

  private static final Header FOREIGN = new Header("Origin", "https://prosody-probe.invalid");
  private static final Header FORGED = new Header("X-Forwarded-Proto", "https");

  @Override
  public String name() {
    return "websocket-upgrade";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(
        WebSocketFacts.WITHOUT_SUBPROTOCOL,
        WebSocketFacts.FOREIGN_ORIGIN,
        WebSocketFacts.MECHANISMS_FORGED_HEADER);
  }

  @Override
  public int connections() {
    return 3;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    // What matters most comes first, and last what servers get wrong: an exception ends them all.
    forgeHeader(context, findings);
    if (!(findings.states().get(WebSocketFacts.SUBPROTOCOL) instanceof FactState.Observed)) {
      String because = "no upgrade is let in, with the subprotocol either";
      findings.notApplicable(WebSocketFacts.WITHOUT_SUBPROTOCOL, because);
      findings.notApplicable(WebSocketFacts.FOREIGN_ORIGIN, because);
      return;
    }
    comeFromElsewhere(context, findings);
    leaveOutSubprotocol(context, findings);
  }

  private static void forgeHeader(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    if (context.webLocation().origin().isSecure()) {
      findings.notApplicable(
          WebSocketFacts.MECHANISMS_FORGED_HEADER, "the WebSocket is inside TLS anyway");
    } else if (context.wants(WebSocketFacts.MECHANISMS_FORGED_HEADER)) {
      try (WebSocketVisit visit = WebSocketVisit.to(context, WebSocketUpgrade.XMPP, FORGED)) {
        WebSocketOpening opening = visit.open();
        new WebSocketFindings(findings, visit.evidence("websocket-forged-header"), opening)
            .mechanisms(WebSocketFacts.MECHANISMS_FORGED_HEADER);
      }
    }
  }

  private static void leaveOutSubprotocol(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    if (!context.wants(WebSocketFacts.WITHOUT_SUBPROTOCOL)) {
      return;
    }
    try (WebSocketVisit visit = WebSocketVisit.to(context, "")) {
      String word =
          switch (visit.outcome()) {
            case Outcome.Declined declined -> WebSocketOpening.refused(declined.answer().status());
            case Outcome.Switched _ -> WebSocketFacts.SWITCHED;
          };
      findings.observed(
          WebSocketFacts.WITHOUT_SUBPROTOCOL,
          FactValue.text(word),
          visit.evidence("websocket-without-subprotocol"));
    }
  }

  private static void comeFromElsewhere(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    if (!context.wants(WebSocketFacts.FOREIGN_ORIGIN)) {
      return;
    }
    try (WebSocketVisit visit = WebSocketVisit.to(context, WebSocketUpgrade.XMPP, FOREIGN)) {
      String word =
          switch (visit.outcome()) {
            case Outcome.Declined _ -> "refused";
            case Outcome.Switched _ -> WebSocketFacts.SWITCHED;
          };
      findings.observed(
          WebSocketFacts.FOREIGN_ORIGIN,
          FactValue.text(word),
          visit.evidence("websocket-foreign-origin"));
    }
  }
}
