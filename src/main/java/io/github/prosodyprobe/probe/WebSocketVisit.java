package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.HttpRequest.Header;
import io.github.prosodyprobe.http.WebSocketUpgrade;
import io.github.prosodyprobe.http.WebSocketUpgrade.Outcome;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One connection on which an upgrade to WebSocket is asked for, and a stream inside. */
final class WebSocketVisit implements AutoCloseable {

  /** How long a server may take for its features; none of them has to ask anybody else. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ProbeContext context;
  private final Wire wire;
  private final Outcome outcome;
  private final WebSocketUpgrade.Request request;
  private final Optional<WebSocketStream> stream;

  private WebSocketVisit(
      ProbeContext context, Wire wire, Outcome outcome, WebSocketUpgrade.Request request) {
    this.context = context;
    this.wire = wire;
    this.outcome = outcome;
    this.request = request;
    this.stream =
        outcome instanceof Outcome.Switched switched
            ? Optional.of(new WebSocketStream(switched.socket(), context.domain()))
            : Optional.empty();
  }

  /** Connects and asks for the upgrade. */
  static WebSocketVisit to(ProbeContext context, String subprotocol, Header... headers)
      throws PeerException, InterruptedException {
    WebSocketUpgrade.Request request =
        new WebSocketUpgrade.Request(context.webLocation(), subprotocol, List.of(headers));
    Wire wire = WebOpener.of(context, context.webLocation().origin()).open();
    return new WebSocketVisit(context, wire, WebSocketUpgrade.over(wire, request), request);
  }

  /** What the server made of the upgrade. */
  Outcome outcome() {
    return outcome;
  }

  /** Opens the stream, where there is a WebSocket. */
  WebSocketOpening open() throws PeerException {
    return switch (outcome) {
      case Outcome.Declined declined -> WebSocketOpening.declined(declined.answer().status());
      case Outcome.Switched _ -> openStream();
    };
  }

  private WebSocketOpening openStream() throws PeerException {
    try {
      wire.limit(Deadline.in(PATIENCE));
      WebSocketOpening opening = new WebSocketOpening.Offered(stream().open());
      wire.limit(context.deadline());
      return opening;
    } catch (PeerException e) {
      if (e.reason().code() == ReasonCode.DEADLINE_EXCEEDED) {
        Patience.requireTimeLeft(context);
      }
      return WebSocketOpening.ended(e);
    }
  }

  /** The stream inside; only where the outcome is a WebSocket. */
  WebSocketStream stream() {
    return stream.orElseThrow();
  }

  /** What was said so far. */
  Evidence evidence(String name) {
    String byHand =
        stream.isEmpty() ? ByHand.webUpgrade(context, request) : ByHand.webSocket(context, request);
    return context.evidence(name, wire.transcript(), byHand);
  }

  @Override
  public void close() {
    stream.ifPresent(WebSocketStream::close);
    wire.close();
  }
}
