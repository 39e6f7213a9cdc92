package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.tls.TlsSession;
import io.github.prosodyprobe.xmpp.Answers;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.StreamHeader;
import java.util.Optional;

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

  /** There was a stream. */
  record Held(
      TlsSession session,
      StreamHeader header,
      StreamFeatures features,
      ChannelBindingTrial trial,
      ChannelBindingTrial.Conclusion bindings,
      Answers answers,
      Evidence evidence)
      implements Inside {}

  /** Why it is not known what the server offers under the version. */
  default Optional<Reason> obstacle() {
    return switch (this) {
      case Absent _, Held _ -> Optional.empty();
      case NoSession talk -> Optional.of(talk.reason);
      case NoStream talk -> Optional.of(talk.reason);
    };
  }
}
