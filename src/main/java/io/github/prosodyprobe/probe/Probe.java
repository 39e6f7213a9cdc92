package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.net.PeerException;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of conversation with a listener. It yields facts and knows no expectation.
 *
 * <p>Implementations are final, stateless, and named {@code …Probe}; their Javadoc says in one
 * sentence what goes over the wire.
 */
public interface Probe {

  /** A word for messages, evidence ids and {@code --plan}. */
  String name();

  /** The facts that it observes, or says why not. */
  Set<Fact<?>> yields();

  /** How many connections it opens at the most; the scan announces and enforces the sum. */
  int connections();

  /** How many connections it opens to an ordinary server, for the operator to know beforehand. */
  default int usualConnections() {
    return connections();
  }

  /**
   * Why it is no use to hold this conversation, given what is known by now.
   *
   * @return the reason that its facts become unobserved for, or empty to go ahead
   */
  default Optional<Reason> obstacle(Findings soFar) {
    return Optional.empty();
  }

  /**
   * Holds the conversation.
   *
   * <p>What it reports before it throws stays; the facts that it {@link #yields()} and did not
   * report become unobserved for the exception's reason.
   *
   * @throws PeerException when the conversation ends early
   * @throws InterruptedException when the scan is being stopped
   */
  void run(ProbeContext context, Findings findings) throws PeerException, InterruptedException;
}
