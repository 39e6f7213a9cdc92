package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Redirects;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;

/**
 * Fetches documents from well-known places (RFC 8615) of a server, and follows where they have been
 * moved to, as ordinary domains move them to their website's own name.
 */
final class WellKnown implements AutoCloseable {

  /** Connections for one document, where every server ends each of them after an answer. */
  static final int CONNECTIONS = 1 + Redirects.MOST * Elsewhere.ATTEMPTS;

  private final ProbeContext context;

  /** Only one: who held it while waiting for another one would keep that from others who wait. */
  private HttpSession open;

  WellKnown(ProbeContext context) {
    this.context = context;
    this.open = own();
  }

  /**
   * Fetches a document.
   *
   * @throws PeerException when a server does not answer, or leads to where we do not go
   */
  Redirects.Trail fetch(HttpRequest request, Transcript transcript)
      throws PeerException, InterruptedException {
    Redirects.Trail trail =
        new Redirects(this::sessionWith)
            .follow(context.webLocation().origin(), request, transcript);
    if (trail.stopped().isPresent()) {
      throw new PeerException(trail.stopped().get());
    }
    return trail;
  }

  private HttpSession sessionWith(Origin origin) throws PeerException {
    if (!origin.equals(open.origin())) {
      open.close();
      open =
          origin.equals(context.webLocation().origin())
              ? own()
              : new HttpSession(origin, Elsewhere.at(context, origin), context.deadline());
    }
    return open;
  }

  private HttpSession own() {
    Origin origin = context.webLocation().origin();
    return new HttpSession(origin, WebOpener.of(context, origin), context.deadline());
  }

  @Override
  public void close() {
    open.close();
  }
}
