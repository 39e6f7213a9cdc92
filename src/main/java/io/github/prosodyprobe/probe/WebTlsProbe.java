package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.TlsWire;
import java.util.Set;

/**
 * Shakes hands in TLS as a browser does, with the domain as SNI and the application protocol
 * http/1.1, and hangs up with the certificate.
 */
public final class WebTlsProbe implements Probe {

  /** HTTP/1.1 by ALPN (RFC 7301, section 6). */
  static final String APPLICATION_PROTOCOL = "http/1.1";

  @Override
  public String name() {
    return "web-tls";
  }

  @Override
  public Set<Fact<?>> yields() {
    return CertificateFindings.FACTS;
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    if (context.wants(CertificateFacts.TRUST)) {
      context.trust().prepare();
    }
    Wire wire = context.connect();
    try (TlsWire inside = DirectTlsOpener.shakeHands(wire, context, APPLICATION_PROTOCOL)) {
      Evidence evidence =
          context.evidence(
              name(), wire.transcript(), ByHand.directTls(context, APPLICATION_PROTOCOL));
      new CertificateFindings(context, findings).report(inside.session(), evidence);
    }
  }
}
