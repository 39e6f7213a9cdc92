package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.HelloOutcome.Accepted;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Offers the accepted suites forwards and backwards and looks whether the server goes by our order.
 * Both hellos hold only what was accepted before, so they are the control of the inventory too.
 */
final class PreferenceTest {

  /** Who chooses. */
  enum Chooser {
    SERVER,
    CLIENT
  }

  private final HelloSession session;
  private final HelloTemplates templates;

  PreferenceTest(HelloSession session, HelloTemplates templates) {
    this.session = session;
    this.templates = templates;
  }

  /**
   * Asks twice.
   *
   * @param suites at least two accepted suites of TLS 1.2
   * @return unseen when the server no longer accepts them, which the session then knows
   */
  Look<Chooser> ask(List<CipherSuite> suites) throws InterruptedException {
    List<CipherSuite> forwards = chachaLast(suites);
    List<CipherSuite> backwards = chachaLast(suites.reversed());
    List<Optional<CipherSuite>> choices =
        Together.collect(List.of(() -> choice(forwards), () -> choice(backwards)));
    Optional<CipherSuite> first = choices.getFirst();
    Optional<CipherSuite> second = choices.getLast();
    if (first.isEmpty() || second.isEmpty()) {
      return new Look.Unseen<>(
          session.throttled().orElse(Reason.of(ReasonCode.THROTTLED, "no answer")));
    }
    boolean ours =
        first.get().equals(forwards.getFirst())
            && second.get().equals(backwards.getFirst())
            && !first.equals(second);
    return new Look.Seen<>(ours ? Chooser.CLIENT : Chooser.SERVER);
  }

  /** Servers that choose themselves may still obey a client that puts ChaCha20 first. */
  private static List<CipherSuite> chachaLast(List<CipherSuite> suites) {
    List<CipherSuite> order = new ArrayList<>();
    List<CipherSuite> chacha = new ArrayList<>();
    for (CipherSuite suite : suites) {
      (suite.name().contains("CHACHA20") ? chacha : order).add(suite);
    }
    order.addAll(chacha);
    return order.size() - chacha.size() < 2 ? suites : order;
  }

  private Optional<CipherSuite> choice(List<CipherSuite> suites) throws InterruptedException {
    ClientHello hello = templates.upTo(TlsVersion.TLS_1_2, suites, NamedGroups.forBeforeTls13());
    try {
      HelloOutcome outcome =
          session.askFromReserve(hello, EnumSet.of(Topic.PREFERENCE, Topic.CONTROL));
      if (outcome instanceof Accepted(ServerFlight flight)) {
        return Optional.of(flight.hello().suite());
      }
      session.throttle("suites that were accepted before met with: " + outcome);
    } catch (PeerException e) {
      session.throttle("suites that were accepted before met with: " + e.reason());
    }
    return Optional.empty();
  }
}
