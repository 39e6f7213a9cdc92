package io.github.prosodyprobe.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.fact.WebSocketFacts;
import io.github.prosodyprobe.net.AddressPolicy;
import io.github.prosodyprobe.net.Budget;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.Pace;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.probe.Findings;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.probe.ProbeContext;
import io.github.prosodyprobe.scan.ScanPlan.ListenerPlan;
import io.github.prosodyprobe.target.Place;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of places where nobody said that a web server is. */
class WrongGuessTest {

  /** Ends that show that nobody of the web is there. Every other one leaves it open. */
  private static final Set<ReasonCode> NOBODY =
      EnumSet.of(
          ReasonCode.TCP_REFUSED,
          ReasonCode.TCP_RESET,
          ReasonCode.TCP_TIMEOUT,
          ReasonCode.TCP_UNREACHABLE,
          ReasonCode.TCP_CLOSED,
          ReasonCode.TLS_VIOLATION,
          ReasonCode.PROTOCOL_VIOLATION);

  /** A conversation that goes as a test says. */
  private record Scripted(Fact<?> fact, Gate gate) implements Probe {

    @FunctionalInterface
    interface Gate {
      void run(Findings findings) throws PeerException;
    }

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Set<Fact<?>> yields() {
      return Set.of(fact);
    }

    @Override
    public int connections() {
      return 1;
    }

    @Override
    public void run(ProbeContext context, Findings findings) throws PeerException {
      gate.run(findings);
    }
  }

  @ParameterizedTest
  @EnumSource(ReasonCode.class)
  void onlyNobodyAndAnotherKindOfPeerAreNoPlace(ReasonCode end) throws IOException {
    Reason reason = Reason.of(end, "for a test");
    ListenerRun guessed = ending(Place.Claim.GUESSED, reason);
    assertEquals(NOBODY.contains(end), guessed.isWrongGuess());
    assertEquals(
        new FactState.Unobserved(reason), guessed.facts().state(CertificateFacts.IDENTITY));
    assertFalse(ending(Place.Claim.SAID, reason).isWrongGuess(), "somebody said that it is there");
  }

  @Test
  void aServerThatDoesNotKnowTheNameIsAnotherOnes() throws IOException {
    Reason unknown = Reason.of(ReasonCode.TLS_ALERT, "unrecognized_name", "for a test");
    assertEquals(true, ending(Place.Claim.GUESSED, unknown).isWrongGuess());
    Reason failure = Reason.of(ReasonCode.TLS_ALERT, "handshake_failure", "for a test");
    assertEquals(false, ending(Place.Claim.GUESSED, failure).isWrongGuess());
  }

  /** Why the handshake fails for all names is a matter of the domain's own place. */
  @ParameterizedTest
  @ValueSource(strings = {"unrecognized_name", "internal_error", "handshake_failure"})
  void anyAlertAtTheNameOfAComponentIsNoPlace(String alert) throws IOException {
    Scripted gate = gate(Reason.of(ReasonCode.TLS_ALERT, alert, "for a test"));
    assertEquals(
        true,
        run(of("rooms.example.org", Listener.HTTPS, Place.Claim.GUESSED, gate)).isWrongGuess());
    gate = gate(Reason.of(ReasonCode.HTTP_TIMEOUT, "for a test"));
    assertEquals(
        false,
        run(of("rooms.example.org", Listener.HTTPS, Place.Claim.GUESSED, gate)).isWrongGuess());
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(Listener.BOSH, BoshFacts.SESSION, "absent", true),
        arguments(Listener.BOSH, BoshFacts.SESSION, "refused", false),
        arguments(Listener.BOSH, BoshFacts.SESSION, "granted", false),
        arguments(Listener.WEBSOCKET, WebSocketFacts.STREAM, "refused:404", true),
        arguments(Listener.WEBSOCKET, WebSocketFacts.STREAM, "features", false),
        arguments(Listener.HTTP, PortFacts.ANSWER, "other", true),
        arguments(Listener.HTTP, PortFacts.ANSWER, "http", false));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerTellsToo(Listener listener, Fact<FactValue.Text> fact, String word, boolean wrong)
      throws IOException {
    Scripted gate =
        new Scripted(
            fact,
            findings ->
                findings.observed(
                    fact, FactValue.text(word), new Evidence("scripted", List.of(), "")));
    assertEquals(wrong, run(listener, Place.Claim.GUESSED, gate).isWrongGuess());
    assertFalse(run(listener, Place.Claim.SAID, gate).isWrongGuess());
  }

  @Test
  void whatNobodyCameToIsOpen() throws IOException {
    Scripted gate = new Scripted(CertificateFacts.IDENTITY, _ -> {});
    ListenerRun run = of(Listener.HTTPS, Place.Claim.GUESSED, gate);
    run.settle(false);
    assertFalse(run.isWrongGuess());
  }

  @Test
  void othersAtAPortAreLeftOutOnlyWhereNobodyAcceptsTheConnection() throws IOException {
    assertEquals(
        ReasonCode.TCP_REFUSED,
        behind(Reason.of(ReasonCode.TCP_REFUSED, "for a test")).notAccepted().orElseThrow().code());
    assertEquals(
        Optional.empty(), behind(Reason.of(ReasonCode.HTTP_TIMEOUT, "for a test")).notAccepted());
  }

  /** What becomes of a guess at the port where the first conversation ends so. */
  private static ListenerRun behind(Reason end) throws IOException {
    ListenerRun first = of(Listener.HTTPS, Place.Claim.GUESSED, gate(end));
    Fact<FactValue.Text> session = BoshFacts.SESSION;
    ListenerRun second =
        of(
            Listener.BOSH,
            Place.Claim.GUESSED,
            new Scripted(
                session,
                findings ->
                    findings.observed(
                        session,
                        FactValue.text("granted"),
                        new Evidence("scripted", List.of(), ""))));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      new PortRuns(List.of(first, second)).run(executor);
    }
    return second;
  }

  private static ListenerRun ending(Place.Claim claim, Reason end) throws IOException {
    return run(Listener.HTTPS, claim, gate(end));
  }

  private static Scripted gate(Reason end) {
    return new Scripted(
        CertificateFacts.IDENTITY,
        _ -> {
          throw new PeerException(end);
        });
  }

  private static ListenerRun run(Listener listener, Place.Claim claim, Scripted gate)
      throws IOException {
    return run(of(listener, claim, gate));
  }

  private static ListenerRun run(ListenerRun run) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      run.run(executor);
    }
    return run;
  }

  private static ListenerRun of(Listener listener, Place.Claim claim, Scripted gate)
      throws IOException {
    return of("example.org", listener, claim, gate);
  }

  private static ListenerRun of(String name, Listener listener, Place.Claim claim, Scripted gate)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress("192.0.2.1", 443);
    Place place =
        new Place.Known(
            new Endpoint(listener, name, "192.0.2.1:443"), address, name, Optional.empty(), claim);
    try (ScriptedNameServer names = ScriptedNameServer.ofZone()) {
      Set<Fact<?>> wanted = Set.of(gate.fact());
      return new ListenerRun(
          ListenerPlan.ofPort(place, gate),
          Scans.request(
              Scans.target("example.org", List.of()), names, Vantage.EXTERNAL, wanted, Set.of()),
          new Dialer(
              new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of()),
              new Pace(),
              new Budget(1)),
          Deadline.in(Duration.ofSeconds(20)),
          new ProbeRunner());
    }
  }
}
