package io.github.prosodyprobe.dns;

import io.github.prosodyprobe.dns.Questions.Signatures;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/**
 * Remembers what a resolver answered, or how it failed. Who asks what somebody else is asking just
 * now waits for that answer.
 */
final class AnswerMemory {

  /** More than any scan asks; what comes after it is asked each time. */
  private static final int CAPACITY = 2_000;

  /** A question as it goes over the wire, whatever the case of its letters. */
  record Question(Name name, int type, Signatures signatures) {}

  /** Asks. */
  @FunctionalInterface
  interface Exchange {
    Message ask() throws PeerException;
  }

  private final Map<Question, CompletableFuture<Message>> answers = new ConcurrentHashMap<>();

  Message answer(Question question, Deadline deadline, Exchange exchange) throws PeerException {
    if (answers.size() >= CAPACITY) {
      return exchange.ask();
    }
    CompletableFuture<Message> own = new CompletableFuture<>();
    CompletableFuture<Message> earlier = answers.putIfAbsent(question, own);
    if (earlier != null) {
      return await(earlier, deadline);
    }
    try {
      Message answer = exchange.ask();
      own.complete(answer);
      return answer;
    } catch (PeerException | RuntimeException e) {
      own.completeExceptionally(e);
      throw e;
    }
  }

  private static Message await(CompletableFuture<Message> answer, Deadline deadline)
      throws PeerException {
    try {
      return answer.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case PeerException peer -> throw new PeerException(peer.reason());
        case null, default -> throw new IllegalStateException("a question failed", e);
      }
    } catch (TimeoutException _) {
      throw PeerException.of(ReasonCode.DNS_TIMEOUT, "the resolver did not answer in time");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw PeerException.of(ReasonCode.INTERRUPTED, "the scan was stopped before this was seen");
    }
  }
}
