package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Connects to a port that is for insiders, says what they say there first, and names what answers;
 * a SOCKS5 server is then asked to connect to nobody.
 *
 * <p>A refused connection is reported as one: whether the port is closed or the network is down,
 * only the other listeners of the address tell.
 */
public final class OutsiderPortProbe implements Probe {

  private final Listener listener;
  private final RandomGenerator random;

  /**
   * A probe.
   *
   * @param listener one of {@code component}, {@code console}, {@code http} and {@code proxy65}
   * @param random draws the hash of a bytestream that nobody has
   */
  public OutsiderPortProbe(Listener listener, RandomGenerator random) {
    this.listener = listener;
    this.random = random;
  }

  @Override
  public String name() {
    return "outsider";
  }

  @Override
  public Set<Fact<?>> yields() {
    Set<Fact<?>> facts = new HashSet<>(Set.of(PortFacts.ANSWER));
    if (listener == Listener.PROXY65) {
      facts.add(PortFacts.SOCKS5_CONNECT);
    }
    return facts;
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    PortGreeting greeting = PortGreeting.of(listener, context.domain());
    try (Wire wire = Patience.connect(context)) {
      PortConversation conversation = new PortConversation(wire, context, greeting);
      String answer = conversation.greet();
      findings.observed(PortFacts.ANSWER, FactValue.text(answer), conversation.evidence(name()));
      if (listener != Listener.PROXY65) {
        return;
      }
      if (answer.equals("socks5")) {
        String connected = conversation.connectToNobody(random);
        findings.observed(
            PortFacts.SOCKS5_CONNECT,
            FactValue.text(connected),
            conversation.evidence(name() + "-connect"));
      } else {
        findings.notApplicable(PortFacts.SOCKS5_CONNECT, "no SOCKS5 server answers");
      }
    }
  }
}
