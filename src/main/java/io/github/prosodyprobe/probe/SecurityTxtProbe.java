package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.SecurityTxtFacts;
import io.github.prosodyprobe.http.HttpAnswer;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.SecurityTxt;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import java.util.List;
import java.util.Set;

/** Asks for security.txt and looks whether it may be relied on. */
public final class SecurityTxtProbe implements Probe {

  private static final String TARGET = "/.well-known/security.txt";

  @Override
  public String name() {
    return "security-txt";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(SecurityTxtFacts.STATE);
  }

  @Override
  public int connections() {
    return WellKnown.CONNECTIONS;
  }

  @Override
  public int usualConnections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    Transcript transcript = new Transcript();
    HttpAnswer answer;
    try (WellKnown documents = new WellKnown(context)) {
      answer = documents.fetch(HttpRequest.get(TARGET), transcript).answer();
    }
    String state =
        switch (SecurityTxt.of(answer, context.clock().instant())) {
          case VALID -> "valid";
          case EXPIRED -> "expired";
          case MALFORMED -> "malformed";
          case ABSENT -> "absent";
        };
    findings.observed(
        SecurityTxtFacts.STATE,
        FactValue.text(state),
        context.evidence(name(), transcript, Curl.of(context, List.of(TARGET), Curl.FOLLOWING)));
  }
}
