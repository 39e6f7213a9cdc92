package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.probe.Findings;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.util.List;
import java.util.Set;

/** Which conversations a client listener gets. */
final class C2sPlan {

  private C2sPlan() {}

  static ListenerPlan of(Place place, Set<Fact<?>> wanted) {
    Probe nothing =
        new Probe() {
          @Override
          public String name() {
            return "nothing";
          }

          @Override
          public Set<Fact<?>> yields() {
            return Set.of();
          }

          @Override
          public int connections() {
            return 0;
          }

          @Override
          public void run(ProbeContext context, Findings findings) {}
        };
    return new ListenerPlan(place, nothing, List.of(), nothing);
  }
}
