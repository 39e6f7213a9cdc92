package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.xmpp.StartTlsOffer;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.StreamNamespace;
import io.github.prosodyprobe.xmpp.XmppStream;

/**
 * Opens a stream and negotiates STARTTLS, up to {@code <proceed/>} (RFC 6120, section 5.4.2).
 *
 * @param namespace who we pretend to be: a client or a server
 * @param mode whether to wait for the features
 */
public record StartTlsOpener(StreamNamespace namespace, Mode mode) implements TlsOpener {

  /** Whether {@code <starttls/>} waits for the features. */
  public enum Mode {
    /** Ask for TLS when it was offered. */
    STEP_BY_STEP,
    /**
     * Ask together with the stream header, a round trip sooner. For servers that have been seen to
     * offer it.
     */
    PIPELINED
  }

  /** An opener of client streams. */
  public static StartTlsOpener forClients(Mode mode) {
    return new StartTlsOpener(StreamNamespace.CLIENT, mode);
  }

  @Override
  public Wire open(ProbeContext context) throws PeerException, InterruptedException {
    XmppStream stream = XmppStream.over(context.connect(), namespace, context.domain());
    try {
      switch (mode) {
        case STEP_BY_STEP -> {
          stream.open();
          requireOffer(stream);
          stream.startTls();
        }
        case PIPELINED -> {
          stream.open(XmppStream.START_TLS);
          requireOffer(stream);
          stream.expectProceed();
        }
      }
      return stream.wire();
    } catch (PeerException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static void requireOffer(XmppStream stream) throws PeerException {
    if (StreamFeatures.of(stream.features()).startTls() == StartTlsOffer.ABSENT) {
      throw PeerException.of(
          ReasonCode.STARTTLS_NOT_OFFERED, "the stream features contain no <starttls/>");
    }
  }
}
