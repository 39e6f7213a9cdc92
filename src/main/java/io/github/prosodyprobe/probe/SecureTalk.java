package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.tls.TlsSession;
import io.github.prosodyprobe.xmpp.Answers;
import io.github.prosodyprobe.xmpp.ChannelBindingAttempt.Outcome;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.StreamHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a conversation under one TLS version ended. */
sealed interface SecureTalk {

  /** The server does not speak the version. */
  record Absent() implements SecureTalk {}

  /** There was no TLS session, and it is not known whether there could be one. */
  record NoSession(Reason reason) implements SecureTalk {}

  /** There was a TLS session. */
  sealed interface Inside extends SecureTalk {

    /** What the handshake showed. */
    TlsSession session();

    /** The conversation. */
    Evidence evidence();
  }

  /** There was a TLS session, and no stream with features inside. */
  record NoStream(TlsSession session, Reason reason, Evidence evidence) implements Inside {}

  /**
   * There was a stream.
   *
   * @param outcomes of the attempts of {@code trial}, in their order
   * @param loginLost whether the stream ended over a request before the login behind it was looked
   *     at
   */
  record Held(
      TlsSession session,
      StreamHeader header,
      StreamFeatures features,
      ChannelBindingTrial trial,
      List<Outcome> outcomes,
      ChannelBindingTrial.Conclusion bindings,
      boolean loginLost,
      Answers answers,
      Evidence evidence)
      implements Inside {

    /** Copies the list. */
    public Held {
      outcomes = List.copyOf(outcomes);
    }

    /** The same, judged by somebody who knows with which words a type is refused. */
    Held knowing(Set<Untrusted> refusals) {
      return new Held(
          session,
          header,
          features,
          trial,
          outcomes,
          trial.conclude(outcomes, refusals),
          loginLost,
          answers,
          evidence);
    }

    /** This stream's features, with the answers that a further one gave to what was lost here. */
    Held continuedBy(Held later) {
      List<Untrusted> lines = new ArrayList<>(evidence.lines());
      lines.add(Untrusted.of("* a further stream, for what was lost with this one"));
      lines.addAll(later.evidence.lines());
      return new Held(
          session,
          header,
          features,
          trial,
          loginLost ? later.outcomes : outcomes,
          loginLost ? later.bindings : bindings,
          later.loginLost,
          answers.and(later.answers),
          new Evidence(evidence.id(), lines, evidence.byHand()));
    }
  }

  /** Why it is not known what the server offers under the version. */
  default Optional<Reason> obstacle() {
    return switch (this) {
      case Absent _, Held _ -> Optional.empty();
      case NoSession talk -> Optional.of(talk.reason);
      case NoStream talk -> Optional.of(talk.reason);
    };
  }
}
