package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.probe.ControlProbe;
import io.github.prosodyprobe.probe.ForeignDomainProbe;
import io.github.prosodyprobe.probe.InjectionProbe;
import io.github.prosodyprobe.probe.PeerCertificateProbe;
import io.github.prosodyprobe.probe.PeerCertificateProbe.Shown;
import io.github.prosodyprobe.probe.PeerIdentity;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.probe.ProxyHeader;
import io.github.prosodyprobe.probe.ProxyHeaderProbe;
import io.github.prosodyprobe.probe.ServerStreamProbe;
import io.github.prosodyprobe.probe.StartTlsOpener;
import io.github.prosodyprobe.probe.TlsInventoryProbe;
import io.github.prosodyprobe.probe.TlsOpener;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Which conversations a listener for servers gets. */
final class S2sPlan {

  private S2sPlan() {}

  static ListenerPlan of(Place place, Set<Fact<?>> wanted) {
    RandomGenerator random = new SecureRandom();
    PeerIdentity peer = PeerIdentity.madeUp(random);
    // Only used behind the gate, which has seen the offer, so it need not be waited for again.
    TlsOpener opener = StartTlsOpener.forServers(peer, StartTlsOpener.Mode.PIPELINED);
    List<Probe> probes =
        List.of(
            new TlsInventoryProbe(opener, wanted),
            new PeerCertificateProbe(opener, peer, Shown.NOTHING),
            new PeerCertificateProbe(opener, peer, Shown.SELF_SIGNED),
            new ForeignDomainProbe(peer, random),
            new InjectionProbe(peer),
            new ProxyHeaderProbe(ProxyHeader.V1, peer),
            new ProxyHeaderProbe(ProxyHeader.V2, peer));
    return ListenerPlan.of(
        place,
        new ServerStreamProbe(peer),
        probes,
        ControlProbe.ofServer(ProbeContext::connect, peer),
        wanted);
  }
}
