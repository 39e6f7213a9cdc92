package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Redirects;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import java.util.HashMap;
import java.util.Map;

/**
 * Fetches documents from well-known places (RFC 8615) of a server, and follows where they have been
 * moved to, as ordinary domains move them to their website's own name.
 */
final class WellKnown implements AutoCloseable {

  /** Connections for one document, where every server ends each of them after an answer. */
  static final int CONNECTIONS = 1 + Redirects.MOST * Elsewhere.ATTEMPTS;

  private final ProbeContext context;
  private final HttpSession own;
  private final Map<Origin, HttpSession> others = new HashMap<>();

  WellKnown(ProbeContext context) {
    this.context = context;
    Origin origin = context.webLocation().origin();
    own = new HttpSession(origin, WebOpener.of(context, origin), context.deadline());
  }

  /**
   * Fetches a document.
   *
   * @throws PeerException when a server does not answer, or leads to where we do not go
   */
  Redirects.Trail fetch(HttpRequest request, Transcript transcript)
      throws PeerException, InterruptedException {
    Redirects.Trail trail =
        new Redirects(this::sessionWith).follow(own.origin(), request, transcript);
    if (trail.stopped().isPresent()) {
      throw new PeerException(trail.stopped().get());
    }
    return trail;
  }

  private HttpSession sessionWith(Origin origin) throws PeerException {
    if (origin.equals(own.origin())) {
      return own;
    }
    HttpSession known = others.get(origin);
    if (known != null) {
      return known;
    }
    HttpSession session =
        new HttpSession(origin, Elsewhere.at(context, origin), context.deadline());
    others.put(origin, session);
    return session;
  }

  @Override
  public void close() {
    own.close();
    others.values().forEach(HttpSession::close);
  }
}
