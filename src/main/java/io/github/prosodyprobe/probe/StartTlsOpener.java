package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.StartTlsOffer;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.XmppStream;

/**
 * Opens a stream and negotiates STARTTLS, up to {@code <proceed/>} (RFC 6120, section 5.4.2).
 *
 * @param initiator who we pretend to be
 * @param mode whether to wait for the features
 */
public record StartTlsOpener(Initiator initiator, Mode mode) implements TlsOpener {

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
    return new StartTlsOpener(Initiator.CLIENT, mode);
  }

  /** An opener of streams between servers. */
  public static StartTlsOpener forServers(PeerIdentity peer, Mode mode) {
    return new StartTlsOpener(peer.initiator(), mode);
  }

  @Override
  public Wire open(ProbeContext context) throws PeerException, InterruptedException {
    XmppStream stream = XmppStream.over(context.connect(), initiator, context.domain());
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
