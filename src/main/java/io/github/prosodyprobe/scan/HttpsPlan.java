package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.probe.ControlProbe;
import io.github.prosodyprobe.probe.ExposureProbe;
import io.github.prosodyprobe.probe.HeadersProbe;
import io.github.prosodyprobe.probe.HostMetaProbe;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.probe.SecurityTxtProbe;
import io.github.prosodyprobe.probe.TlsGateProbe;
import io.github.prosodyprobe.probe.TlsInventoryProbe;
import io.github.prosodyprobe.probe.WebTlsProbe;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** Which conversations a web server gets. */
final class HttpsPlan {

  private HttpsPlan() {}

  static ListenerPlan of(Place place, Set<Fact<?>> wanted, Catalogue catalogue) {
    TlsInventoryProbe inventory = new TlsInventoryProbe(ProbeContext::connect, wanted);
    return ListenerPlan.of(
        place,
        new TlsGateProbe(new WebTlsProbe(), inventory),
        List.of(
            inventory,
            new ExposureProbe(catalogue, new SecureRandom()),
            new HeadersProbe(),
            new HostMetaProbe(),
            new SecurityTxtProbe()),
        ControlProbe.ofHttps(),
        wanted);
  }
}
