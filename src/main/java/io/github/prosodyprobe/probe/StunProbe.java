package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StunFacts;
import io.github.prosodyprobe.net.Datagrams;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.SpecialPurpose;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Sends a STUN Binding request, up to three times, and reads the answer (RFC 8489, section 6). */
public final class StunProbe implements Probe {

  /** How long each sending is waited for; the intervals of section 6.2.1, cut short. */
  private static final List<Duration> WAITS =
      List.of(Duration.ofMillis(500), Duration.ofMillis(1_000), Duration.ofMillis(2_000));

  private final RandomGenerator random;

  /**
   * A probe.
   *
   * @param random draws the transaction id, which nobody must be able to guess
   */
  public StunProbe(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "stun";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(
        StunFacts.BINDING, StunFacts.MAPPED_ADDRESS, StunFacts.MAPPED_PRIVATE, StunFacts.SOFTWARE);
  }

  /** Datagrams have none; the exchange counts as one. */
  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    try (Datagrams datagrams = context.datagrams()) {
      StunBinding answer = exchange(datagrams);
      report(
          answer, findings, context.evidence(name(), datagrams.transcript(), ByHand.stun(context)));
    }
  }

  private StunBinding exchange(Datagrams datagrams) throws PeerException {
    byte[] transaction = new byte[StunBinding.TRANSACTION_BYTES];
    random.nextBytes(transaction);
    byte[] request = StunBinding.request(transaction);
    boolean misunderstood = false;
    for (Duration wait : WAITS) {
      datagrams.transcript().sent("STUN Binding request " + HexFormat.of().formatHex(transaction));
      datagrams.send(request);
      Deadline until = Deadline.in(wait);
      Optional<byte[]> datagram = datagrams.receive(until);
      while (datagram.isPresent()) {
        Optional<StunBinding> answer = StunBinding.read(datagram.get(), transaction);
        if (answer.isPresent()) {
          datagrams.transcript().received(shown(answer.get()));
          return answer.get();
        }
        misunderstood = true;
        datagram = datagrams.receive(until);
      }
    }
    throw misunderstood
        ? PeerException.of(
            ReasonCode.PROTOCOL_VIOLATION, "what came back is no STUN answer to our request")
        : PeerException.of(
            ReasonCode.UDP_TIMEOUT, "no answer to " + WAITS.size() + " Binding requests");
  }

  private static String shown(StunBinding answer) {
    return (answer.success()
            ? "STUN Binding success response"
            : "STUN Binding error response " + answer.errorCode())
        + answer.mapped().map(address -> ", XOR-MAPPED-ADDRESS " + hostAndPort(address)).orElse("");
  }

  private static void report(StunBinding answer, Findings findings, Evidence evidence)
      throws PeerException {
    if (answer.software().isPresent()) {
      findings.observed(StunFacts.SOFTWARE, new FactValue.Text(answer.software().get()), evidence);
    } else {
      findings.notApplicable(StunFacts.SOFTWARE, "the answer does not name the software");
    }
    if (!answer.success()) {
      findings.observed(StunFacts.BINDING, FactValue.text("error"), evidence);
      findings.notApplicable(StunFacts.MAPPED_ADDRESS, "the answer is an error");
      findings.notApplicable(StunFacts.MAPPED_PRIVATE, "the answer is an error");
      return;
    }
    InetSocketAddress mapped =
        answer
            .mapped()
            .orElseThrow(
                () ->
                    PeerException.of(
                        ReasonCode.PROTOCOL_VIOLATION,
                        "the success response has no XOR-MAPPED-ADDRESS"));
    findings.observed(StunFacts.BINDING, FactValue.text("answers"), evidence);
    findings.observed(StunFacts.MAPPED_ADDRESS, FactValue.text(hostAndPort(mapped)), evidence);
    findings.observed(
        StunFacts.MAPPED_PRIVATE,
        FactValue.flag(SpecialPurpose.of(mapped.getAddress()).isPresent()),
        evidence);
  }

  private static String hostAndPort(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }
}
