package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.probe.ControlProbe;
import io.github.prosodyprobe.probe.ForeignDomainProbe;
import io.github.prosodyprobe.probe.InjectionProbe;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.probe.ProxyHeader;
import io.github.prosodyprobe.probe.ProxyHeaderProbe;
import io.github.prosodyprobe.probe.SecureStreamProbe;
import io.github.prosodyprobe.probe.StartTlsOpener;
import io.github.prosodyprobe.probe.StreamProbe;
import io.github.prosodyprobe.probe.TlsInventoryProbe;
import io.github.prosodyprobe.probe.TlsOpener;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Which conversations a client listener gets. */
final class C2sPlan {

  private C2sPlan() {}

  static ListenerPlan of(Place place, Set<Fact<?>> wanted) {
    RandomGenerator random = new SecureRandom();
    // Only used behind the gate, which has seen the offer, so it need not be waited for again.
    TlsOpener opener = StartTlsOpener.forClients(StartTlsOpener.Mode.PIPELINED);
    List<Probe> probes =
        List.of(
            new TlsInventoryProbe(opener, wanted),
            new SecureStreamProbe(opener, random),
            new ForeignDomainProbe(ProbeContext::connect, random),
            new InjectionProbe(),
            new ProxyHeaderProbe(ProxyHeader.V1),
            new ProxyHeaderProbe(ProxyHeader.V2));
    return ListenerPlan.of(
        place,
        new StreamProbe(random),
        probes,
        ControlProbe.ofClient(ProbeContext::connect),
        wanted);
  }
}
