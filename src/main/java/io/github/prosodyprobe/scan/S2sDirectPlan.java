package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.probe.ApplicationProtocolProbe;
import io.github.prosodyprobe.probe.ControlProbe;
import io.github.prosodyprobe.probe.DirectTlsOpener;
import io.github.prosodyprobe.probe.DirectTlsProbe;
import io.github.prosodyprobe.probe.ForeignDomainProbe;
import io.github.prosodyprobe.probe.PeerCertificateProbe;
import io.github.prosodyprobe.probe.PeerCertificateProbe.Shown;
import io.github.prosodyprobe.probe.PeerIdentity;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.probe.StreamOpener;
import io.github.prosodyprobe.probe.TlsGateProbe;
import io.github.prosodyprobe.probe.TlsInventoryProbe;
import io.github.prosodyprobe.probe.TlsOpener;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Which conversations a listener for servers gets that speaks TLS from the first byte. */
final class S2sDirectPlan {

  private S2sDirectPlan() {}

  static ListenerPlan of(Place place, Set<Fact<?>> wanted) {
    RandomGenerator random = new SecureRandom();
    PeerIdentity peer = PeerIdentity.madeUp(random);
    TlsOpener connect = ProbeContext::connect;
    StreamOpener insideTls = new DirectTlsOpener(peer);
    TlsInventoryProbe inventory = new TlsInventoryProbe(connect, wanted);
    List<Probe> probes =
        List.of(
            new ApplicationProtocolProbe(),
            inventory,
            new PeerCertificateProbe(connect, peer, Shown.NOTHING),
            new PeerCertificateProbe(connect, peer, Shown.SELF_SIGNED),
            new ForeignDomainProbe(insideTls, peer, random));
    return ListenerPlan.of(
        place,
        new TlsGateProbe(new DirectTlsProbe(peer), inventory),
        probes,
        ControlProbe.ofServer(insideTls, peer),
        wanted);
  }
}
