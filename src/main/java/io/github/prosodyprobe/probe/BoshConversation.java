package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.BoshSession;
import io.github.prosodyprobe.http.BoshSession.Answer;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xmpp.ElementExchange;
import io.github.prosodyprobe.xmpp.Namespaces;
import io.github.prosodyprobe.xmpp.StreamErrors;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The stream inside a BOSH session: what is sent travels in one request, what comes in its answer
 * and in those of empty requests behind it (XEP-0206).
 */
final class BoshConversation implements ElementExchange {

  /** Enough for an answer to each request, and for the features before. */
  private static final int EMPTY_REQUESTS = 2;

  private final BoshSession session;
  private final Deque<Element> arrived = new ArrayDeque<>();
  private @Nullable PeerException end;
  private int emptyRequests;

  /** A stream that has begun with this body. */
  BoshConversation(BoshSession session, Answer.Body first) {
    this.session = session;
    take(first);
  }

  /**
   * Reads the stream features, which come with the session or with the next answer.
   *
   * @throws PeerException with {@link ReasonCode#PROTOCOL_VIOLATION} when something else comes
   */
  StreamFeatures features() throws PeerException {
    Element first = next();
    if (!first.is(Namespaces.STREAMS, "features")) {
      throw PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION,
          first.qualifiedName() + " came where the stream features should");
    }
    return StreamFeatures.of(first);
  }

  @Override
  public void send(String... elements) throws PeerException {
    exchange(String.join("", elements));
  }

  @Override
  public Element next() throws PeerException {
    while (arrived.isEmpty()) {
      if (end != null) {
        throw end;
      }
      if (++emptyRequests > EMPTY_REQUESTS) {
        throw PeerException.of(
            ReasonCode.HTTP_TIMEOUT, EMPTY_REQUESTS + " empty requests brought no answer");
      }
      exchange("");
    }
    Element next = arrived.remove();
    if (next.is(Namespaces.STREAMS, "error")) {
      throw new PeerException(StreamErrors.reason(next));
    }
    return next;
  }

  private void exchange(String elements) throws PeerException {
    if (end != null) {
      throw end;
    }
    try {
      take(session.send(elements));
    } catch (InterruptedException _) {
      // Whoever asks through this interface looks at the thread, as where a socket was closed.
      Thread.currentThread().interrupt();
      throw PeerException.of(ReasonCode.INTERRUPTED, "the scan is being stopped");
    }
  }

  private void take(Answer answer) {
    switch (answer) {
      case Answer.Body body -> {
        arrived.addAll(body.element().children());
        if (body.isTerminated()) {
          end = new PeerException(reason(body.element()));
        }
      }
      case Answer.Other other -> end = new PeerException(other.reason());
    }
  }

  /** Conditions of BOSH (XEP-0124, section 17.2) mean here what those of stream errors do. */
  private static Reason reason(Element body) {
    return new Reason(
        ReasonCode.STREAM_ERROR,
        body.attribute("condition").orElse(Untrusted.of("undefined-condition")),
        Untrusted.of("the peer terminated the session"));
  }
}
