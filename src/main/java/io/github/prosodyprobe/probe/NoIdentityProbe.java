package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import java.util.Set;

/** Says what is not looked for where the scan does not show who it is; sends nothing. */
public final class NoIdentityProbe implements Probe {

  private final String because;

  /**
   * A probe.
   *
   * @param because why the scan does not show it here, as half a sentence
   */
  public NoIdentityProbe(String because) {
    this.because = because;
  }

  @Override
  public String name() {
    return "no-identity";
  }

  @Override
  public Set<Fact<?>> yields() {
    return IdentifiedPeerProbe.FACTS;
  }

  @Override
  public int connections() {
    return 0;
  }

  @Override
  public void run(ProbeContext context, Findings findings) {
    yields().forEach(fact -> findings.notApplicable(fact, because));
  }
}
