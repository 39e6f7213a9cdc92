package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.HttpAnswer;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Redirects;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;

/**
 * Fetches documents from well-known places (RFC 8615) of one server, and follows redirects that
 * stay there.
 */
final class WellKnown implements AutoCloseable {

  /** Connections for one document, where the server ends each of them after an answer. */
  static final int CONNECTIONS = 1 + Redirects.MOST;

  private final HttpSession session;

  WellKnown(ProbeContext context) {
    Origin origin = context.webLocation().origin();
    session = new HttpSession(origin, WebOpener.of(context, origin), context.deadline());
  }

  /**
   * Fetches a document.
   *
   * @throws PeerException when the server does not answer, or points to somewhere else
   */
  HttpAnswer fetch(HttpRequest request, Transcript transcript)
      throws PeerException, InterruptedException {
    Redirects.Trail trail =
        new Redirects(this::sessionWith).follow(session.origin(), request, transcript);
    if (trail.stopped().isPresent()) {
      throw new PeerException(trail.stopped().get());
    }
    return trail.answer();
  }

  private HttpSession sessionWith(Origin origin) throws PeerException {
    if (!origin.equals(session.origin())) {
      throw PeerException.of(
          ReasonCode.REDIRECT_REFUSED,
          "it leads to " + origin + "; name that with --connect to have it looked at");
    }
    return session;
  }

  @Override
  public void close() {
    session.close();
  }
}
