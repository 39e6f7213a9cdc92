package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.tls.HelloOutcome.Accepted;
import io.github.prosodyprobe.tls.HelloOutcome.Closed;
import io.github.prosodyprobe.tls.HelloOutcome.Refused;
import io.github.prosodyprobe.tls.HelloOutcome.Reset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All hellos of one inventory: counts them, remembers what was accepted, and asks a control hello
 * before it believes that a broken connection is a refusal. Thread-safe.
 */
final class HelloSession {

  /** What one exchange showed. */
  record Exchange(ClientHello hello, ServerFlight flight) {}

  /** Ends of a conversation that are ours and say nothing about the peer. */
  private static final Set<ReasonCode> OURS =
      EnumSet.of(ReasonCode.BUDGET_EXCEEDED, ReasonCode.ADDRESS_REFUSED, ReasonCode.INTERRUPTED);

  private final HelloTransport transport;
  private final VersionBook versions = new VersionBook();
  private final Map<Topic, Transcript> transcripts = new EnumMap<>(Topic.class);
  private final List<Exchange> accepted = new CopyOnWriteArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final ReentrantLock doubt = new ReentrantLock();
  private volatile boolean alpnRefused;
  private volatile @Nullable Reason throttled;

  HelloSession(HelloTransport transport) {
    this.transport = transport;
    for (Topic topic : Topic.values()) {
      transcripts.put(topic, new Transcript());
    }
  }

  /**
   * Asks, and asks twice again when the connection ends without an answer while a control hello is
   * still answered: only then does the end mean that this very hello is refused.
   *
   * @throws PeerException when there is no answer in time, when the server throttles us, or when
   *     all connections of the inventory are used
   */
  HelloOutcome ask(Hello hello, Set<Topic> topics) throws PeerException, InterruptedException {
    return ask(hello, topics, TlsInventory.MAX_CONNECTIONS - TlsInventory.RESERVE);
  }

  /** The same out of the connections kept back for the end of the inventory. */
  HelloOutcome askFromReserve(Hello hello, Set<Topic> topics)
      throws PeerException, InterruptedException {
    return ask(hello, topics, TlsInventory.MAX_CONNECTIONS);
  }

  private HelloOutcome ask(Hello hello, Set<Topic> topics, int limit)
      throws PeerException, InterruptedException {
    try {
      HelloOutcome outcome = believable(hello, topics, limit);
      if (outcome instanceof Refused(Alert alert)
          && alert.description() == Alert.NO_APPLICATION_PROTOCOL
          && hello instanceof ClientHello client
          && client.alpn().isPresent()) {
        alpnRefused = true;
        return ask(client.withAlpn(Optional.empty()), topics, limit);
      }
      versions.note(hello, outcome);
      return outcome;
    } catch (PeerException e) {
      versions.noteFailure(hello, e.reason());
      throw e;
    }
  }

  private HelloOutcome believable(Hello hello, Set<Topic> topics, int limit)
      throws PeerException, InterruptedException {
    HelloOutcome outcome;
    try {
      outcome = exchange(hello, topics, limit);
      if (!isHangUp(outcome)) {
        return outcome;
      }
    } catch (PeerException e) {
      if (OURS.contains(e.reason().code())) {
        throw e;
      }
      return afterControl(hello, topics, e, limit);
    }
    return afterControl(hello, topics, null, limit);
  }

  private HelloOutcome afterControl(
      Hello hello, Set<Topic> topics, @Nullable PeerException failure, int limit)
      throws PeerException, InterruptedException {
    doubt.lockInterruptibly();
    try {
      control(limit);
      if (failure != null && failure.reason().code() == ReasonCode.DEADLINE_EXCEEDED) {
        throw failure;
      }
      HelloOutcome again = exchange(hello, topics, limit);
      // Twice, because a server with a limit may have hung up for our other hellos once more.
      return isHangUp(again) ? exchange(hello, topics, limit) : again;
    } finally {
      doubt.unlock();
    }
  }

  private static boolean isHangUp(HelloOutcome outcome) {
    return outcome instanceof Closed || outcome instanceof Reset;
  }

  /**
   * Sends once more what was accepted before, if anything was.
   *
   * @throws PeerException with {@link ReasonCode#THROTTLED} when it no longer is
   */
  private void control(int limit) throws PeerException, InterruptedException {
    if (accepted.isEmpty()) {
      return;
    }
    String end;
    try {
      HelloOutcome outcome =
          exchange(accepted.getFirst().hello(), EnumSet.of(Topic.CONTROL), limit);
      if (outcome instanceof Accepted) {
        return;
      }
      end = outcome.toString();
    } catch (PeerException e) {
      if (OURS.contains(e.reason().code())) {
        throw e;
      }
      end = e.reason().toString();
    }
    Reason reason =
        Reason.of(ReasonCode.THROTTLED, "a hello that was accepted before met with: " + end);
    throttled = reason;
    throw new PeerException(reason);
  }

  /** From here on no refusal of this inventory is believed. */
  void throttle(String detail) {
    throttled = Reason.of(ReasonCode.THROTTLED, detail);
  }

  private HelloOutcome exchange(Hello hello, Set<Topic> topics, int limit)
      throws PeerException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Reason known = throttled;
    if (known != null) {
      throw new PeerException(known);
    }
    if (opened.incrementAndGet() > limit) {
      opened.decrementAndGet();
      throw new PeerException(
          Reason.of(
              ReasonCode.BUDGET_EXCEEDED,
              "all " + limit + " connections of this inventory are used"));
    }
    Hello sent =
        alpnRefused && hello instanceof ClientHello client
            ? client.withAlpn(Optional.empty())
            : hello;
    try {
      HelloOutcome outcome = HelloExchange.ask(transport, sent);
      write(topics, sent, outcome.toString());
      if (outcome instanceof Accepted(ServerFlight flight) && sent instanceof ClientHello client) {
        accepted.add(new Exchange(client, flight));
      }
      return outcome;
    } catch (PeerException e) {
      write(topics, sent, e.reason().toString());
      throw e;
    }
  }

  private void write(Set<Topic> topics, Hello hello, String answer) {
    for (Topic topic : topics) {
      Transcript transcript = transcript(topic);
      synchronized (transcript) {
        transcript.sent(hello.describe());
        transcript.received(answer);
      }
    }
  }

  /** What was said on a topic. */
  Transcript transcript(Topic topic) {
    return transcripts.getOrDefault(topic, new Transcript());
  }

  /** What the answers say about versions. */
  VersionBook versions() {
    return versions;
  }

  /** Every flight that came, in the order of arrival. */
  List<Exchange> accepted() {
    return List.copyOf(accepted);
  }

  /** Why refusals are not to be believed, if so. */
  Optional<Reason> throttled() {
    return Optional.ofNullable(throttled);
  }
}
