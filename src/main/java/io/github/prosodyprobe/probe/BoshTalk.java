package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.BoshSession;
import io.github.prosodyprobe.http.BoshSession.Answer;
import io.github.prosodyprobe.http.BoshSession.Opening;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import java.util.List;

/** One BOSH session with a listener, from the request for it to its termination. */
final class BoshTalk implements AutoCloseable {

  private static final int HOLD = 1;

  private final ProbeContext context;
  private final String name;
  private final String domain;
  private final List<HttpRequest.Header> headers;
  private final Transcript transcript = new Transcript();
  private final BoshSession session;

  /**
   * A session that nobody has asked for yet.
   *
   * @param http stays its owner's to close
   * @param name of the evidence
   * @param domain whose session
   * @param headers sent with every request
   */
  BoshTalk(
      ProbeContext context,
      HttpSession http,
      String name,
      String domain,
      List<HttpRequest.Header> headers) {
    this.context = context;
    this.name = name;
    this.domain = domain;
    this.headers = headers;
    session = new BoshSession(http, context.webLocation().target(), headers, transcript);
  }

  /** A connection to the listener, for one session after another. */
  static HttpSession connection(ProbeContext context) {
    Origin origin = context.webLocation().origin();
    return new HttpSession(origin, WebOpener.of(context, origin), context.deadline());
  }

  /** Asks for the session. */
  Answer open() throws PeerException, InterruptedException {
    return session.open(new Opening(domain, BoshFacts.WAIT_ASKED, HOLD));
  }

  /**
   * Asks for a further session.
   *
   * @throws PeerException with {@link ReasonCode#THROTTLED} when it is not granted
   */
  BoshConversation granted() throws PeerException, InterruptedException {
    return switch (BoshWelcome.of(open())) {
      case BoshWelcome.Granted(Answer.Body body) -> conversation(body);
      case BoshWelcome.Declined _ ->
          throw PeerException.of(
              ReasonCode.THROTTLED, "a further session was not granted where the first one was");
    };
  }

  /** The stream inside the session that was granted with this body. */
  BoshConversation conversation(Answer.Body granted) {
    return new BoshConversation(session, granted);
  }

  /** What was said so far. */
  Evidence evidence() {
    return context.evidence(name, transcript, ByHand.bosh(context, domain, headers));
  }

  /** Terminates the session where there is one. */
  @Override
  public void close() {
    session.close();
  }
}
