package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.BoshSession.Answer;
import io.github.prosodyprobe.net.PeerException;

/** What a request for a BOSH session is answered with, where it is clear what that means. */
sealed interface BoshWelcome {

  /** The value of {@link BoshFacts#SESSION}. */
  String word();

  /** There is a session. */
  record Granted(Answer.Body body) implements BoshWelcome {
    @Override
    public String word() {
      return BoshFacts.GRANTED;
    }
  }

  /** There is none. */
  record Declined(String word, String because) implements BoshWelcome {}

  /**
   * Reads an answer.
   *
   * @throws PeerException when it tells nothing of BOSH, such as a proxy's error
   */
  static BoshWelcome of(Answer answer) throws PeerException {
    return switch (answer) {
      case Answer.Body body -> of(body);
      case Answer.Other other -> of(other);
    };
  }

  private static BoshWelcome of(Answer.Body body) throws PeerException {
    if (body.isTerminated()) {
      return declined(BoshFacts.REFUSED, "the server terminates it at once");
    }
    if (body.element().attribute("sid").isEmpty()) {
      throw PeerException.of(ReasonCode.PROTOCOL_VIOLATION, "a <body/> without a session id");
    }
    return new Granted(body);
  }

  private static BoshWelcome of(Answer.Other other) throws PeerException {
    int status = other.http().status();
    boolean understood = other.reason().code() == ReasonCode.NOT_XMPP;
    String word =
        switch (status) {
          case 301, 302, 303, 307, 308 -> BoshFacts.REDIRECTED;
          case 400, 401, 403, 426 -> BoshFacts.REFUSED;
          case 200, 404, 405, 410, 501 -> BoshFacts.ABSENT;
          default -> "";
        };
    if (word.isEmpty() || !understood) {
      throw new PeerException(other.reason());
    }
    return declined(word, "the answer is no <body/> and has the HTTP status " + status);
  }

  private static Declined declined(String word, String because) {
    return new Declined(word, "no BOSH session is granted here: " + because);
  }
}
