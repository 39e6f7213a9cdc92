package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.PortFacts;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.Namespaces;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.Locale;
import java.util.Set;

/**
 * Sends a PROXY header and behind it the header of a stream, as a proxy of the operator would, and
 * looks whether the stream is accepted.
 */
public final class ProxyHeaderProbe implements Probe {

  /** Conditions of who has understood the stream header, which then stood at the beginning. */
  private static final Set<String> HEADER_UNDERSTOOD =
      Set.of(
          "host-gone",
          "host-unknown",
          "improper-addressing",
          "invalid-from",
          "invalid-namespace",
          "unsupported-version");

  private final ProxyHeader header;
  private final Initiator initiator;

  /** A probe that opens a client's stream behind this header. */
  public ProxyHeaderProbe(ProxyHeader header) {
    this(header, Initiator.CLIENT);
  }

  /** A probe that opens this server's stream behind this header. */
  public ProxyHeaderProbe(ProxyHeader header, PeerIdentity peer) {
    this(header, peer.initiator());
  }

  private ProxyHeaderProbe(ProxyHeader header, Initiator initiator) {
    this.header = header;
    this.initiator = initiator;
  }

  @Override
  public String name() {
    return "proxy-header-" + header.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(header.fact());
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    boolean forProxies = context.endpoint().listener() == Listener.PROXY_PROTOCOL;
    Wire wire = forProxies ? Patience.connect(context) : context.connect();
    try (XmppStream stream = XmppStream.over(wire, initiator, context.domain())) {
      String outcome = forProxies ? atProxyPort(stream, context) : atOrdinaryPort(stream);
      findings.observed(
          header.fact(),
          FactValue.text(outcome),
          context.evidence(
              name(), wire.transcript(), ByHand.behindProxyHeader(context, initiator, header)));
    }
  }

  /** Here a stream is known to be answered, so that only words and an orderly end are an answer. */
  private String atOrdinaryPort(XmppStream stream) throws PeerException {
    try {
      return answer(stream);
    } catch (PeerException e) {
      return switch (e.reason().code()) {
        case STREAM_ERROR -> meaning(e.reason());
        case NOT_XMPP -> "refused";
        case TCP_CLOSED -> PortFacts.CLOSES;
        default -> throw e;
      };
    }
  }

  /** Here nobody need answer; a socket that is closed with our words unread ends with a reset. */
  private String atProxyPort(XmppStream stream, ProbeContext context) throws PeerException {
    try {
      return answer(stream);
    } catch (PeerException e) {
      return switch (e.reason().code()) {
        case STREAM_ERROR -> meaning(e.reason());
        case NOT_XMPP -> "other";
        case TCP_CLOSED, TCP_RESET -> PortFacts.CLOSES;
        case DEADLINE_EXCEEDED -> {
          Patience.requireTimeLeft(context);
          yield PortFacts.SILENT;
        }
        default -> throw e;
      };
    }
  }

  private String answer(XmppStream stream) throws PeerException {
    stream.wire().transcript().sent(header.shown());
    stream.wire().write(header.bytes());
    stream.open();
    Element first = stream.next();
    if (!first.is(Namespaces.STREAMS, "features")) {
      throw PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION,
          first.qualifiedName() + " is neither stream features nor a stream error");
    }
    return "accepted";
  }

  private static String meaning(Reason streamError) {
    return HEADER_UNDERSTOOD.stream().anyMatch(streamError.parameter()::is)
        ? "accepted"
        : "refused";
  }
}
