package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xml.XmlText;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.Namespaces;
import io.github.prosodyprobe.xmpp.StartTlsOffer;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Sends a request in clear text in the same segment as {@code <starttls/>} and looks whether it is
 * answered inside TLS, as it would be for an attacker who injects it there (RFC 6120, section
 * 5.4.3.3).
 *
 * <p>Servers that do not get to an answer are asked for TLS once more without the injected request:
 * only when that works does the difference say something.
 */
public final class InjectionProbe implements Probe {

  private static final Reason NOT_OFFERED =
      Reason.of(ReasonCode.STARTTLS_NOT_OFFERED, "the stream features contain no <starttls/>");
  private static final Set<ReasonCode> HUNG_UP =
      EnumSet.of(ReasonCode.TCP_CLOSED, ReasonCode.TCP_RESET);
  private static final String INJECTED = "injected-before-tls";
  private static final String OWN = "sent-inside-tls";

  /** How far a conversation came. */
  private sealed interface Outcome {

    /** The injected request was answered inside TLS. */
    record Answered() implements Outcome {}

    /** Inside TLS all was as if nothing had been injected. */
    record Ignored() implements Outcome {}

    /** It did not come to a TLS connection. */
    record BrokenBeforeTls(Reason reason) implements Outcome {}

    /** There was a TLS connection, but no stream with features inside of it. */
    record BrokenInsideTls(Reason reason) implements Outcome {}
  }

  /** Does a complete TLS handshake on a wire, which belongs to it from then on. */
  @FunctionalInterface
  interface Upgrade {
    Wire over(Wire plain, String domain) throws PeerException;
  }

  private final Initiator initiator;
  private final Upgrade tls;

  /** A probe that opens a client's stream. */
  public InjectionProbe() {
    this(Initiator.CLIENT);
  }

  /** A probe that opens this server's stream. */
  public InjectionProbe(PeerIdentity peer) {
    this(peer.initiator());
  }

  private InjectionProbe(Initiator initiator) {
    this(
        initiator,
        (plain, domain) ->
            CompleteHandshake.over(
                plain,
                new Offer(domain, EnumSet.allOf(Version.class), initiator.applicationProtocol())));
  }

  InjectionProbe(Initiator initiator, Upgrade tls) {
    this.initiator = initiator;
    this.tls = tls;
  }

  @Override
  public String name() {
    return "injection";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(StreamFacts.INJECTION_DISCARDED);
  }

  @Override
  public int connections() {
    return 2;
  }

  @Override
  public Optional<Reason> obstacle(Findings soFar) {
    return soFar.saw(StreamFacts.STARTTLS, StartTlsOffer.ABSENT.word())
        ? Optional.of(NOT_OFFERED)
        : Optional.empty();
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    XmppStream stream = XmppStream.over(context.connect(), initiator, context.domain());
    Transcript transcript = stream.wire().transcript();
    Outcome outcome;
    try (stream) {
      outcome = converse(stream, context, request(context, INJECTED));
    }
    // Closed by now, so that the control does not wait for the place of what it controls.
    boolean discarded =
        switch (outcome) {
          case Outcome.Answered _ -> false;
          case Outcome.Ignored _ -> true;
          case Outcome.BrokenBeforeTls(Reason reason) -> {
            requireUnharmed(context, transcript, reason);
            yield true;
          }
          case Outcome.BrokenInsideTls(Reason reason) -> {
            Optional<Reason> refusal = requireUnharmed(context, transcript, reason);
            // Only what it sends inside TLS shows that it read the request there. To hang up is to
            // give up the whole connection: ejabberd does so during the handshake or just after it.
            yield HUNG_UP.contains(reason.code())
                || refusal.filter(same -> same.word().equals(reason.word())).isPresent();
          }
        };
    findings.observed(
        StreamFacts.INJECTION_DISCARDED, FactValue.flag(discarded), evidence(context, transcript));
  }

  private Evidence evidence(ProbeContext context, Transcript transcript) {
    return context.evidence(
        "injection",
        transcript,
        ByHand.clearText(
            context,
            initiator,
            context.domain(),
            XmppStream.START_TLS,
            request(context, INJECTED)));
  }

  /**
   * Makes sure that it was the injected request and nothing else that the server broke off for.
   *
   * @return the refusal with which the stream inside TLS ends for somebody who injects nothing; a
   *     server may have nothing else to say to a peer without a certificate
   */
  private Optional<Reason> requireUnharmed(
      ProbeContext context, Transcript transcript, Reason reason)
      throws PeerException, InterruptedException {
    try (XmppStream control = XmppStream.over(context.connect(), initiator, context.domain())) {
      switch (converse(control, context, "")) {
        case Outcome.Answered _, Outcome.Ignored _ -> {
          transcript.note(
              "with the injected request it ended: "
                  + reason
                  + "; without it TLS and the stream inside work");
          return Optional.empty();
        }
        case Outcome.BrokenBeforeTls(Reason same) -> throw new PeerException(same);
        case Outcome.BrokenInsideTls(Reason end) -> {
          if (!(PeerFate.of(end) instanceof PeerFate.Refused)) {
            throw new PeerException(end);
          }
          transcript.note(
              "with the injected request it ended: " + reason + "; without it inside TLS: " + end);
          return Optional.of(end);
        }
      }
    }
  }

  private Outcome converse(XmppStream clear, ProbeContext context, String injected)
      throws PeerException {
    clear.open();
    if (StreamFeatures.of(clear.features()).startTls() == StartTlsOffer.ABSENT) {
      throw new PeerException(NOT_OFFERED);
    }
    Wire inside;
    try {
      clear.send(XmppStream.START_TLS, injected);
      clear.expectProceed();
      inside = tls.over(clear.wire(), context.domain());
    } catch (PeerException e) {
      return new Outcome.BrokenBeforeTls(conclusive(e));
    }
    try (XmppStream stream = XmppStream.over(inside, initiator, context.domain())) {
      return converseInside(stream, context);
    }
  }

  private Outcome converseInside(XmppStream stream, ProbeContext context) throws PeerException {
    try {
      stream.open();
      Element first = stream.next();
      if (isAnswer(first, INJECTED)) {
        return new Outcome.Answered();
      }
      stream.send(request(context, OWN));
    } catch (PeerException e) {
      return new Outcome.BrokenInsideTls(conclusive(e));
    }
    return lookForAnswer(stream);
  }

  /** Servers answer in order, so the answer to our own request ends the wait for the other. */
  private Outcome lookForAnswer(XmppStream stream) throws PeerException {
    try {
      while (true) {
        Element next = stream.next();
        if (isAnswer(next, INJECTED)) {
          return new Outcome.Answered();
        }
        if (isAnswer(next, OWN)) {
          return new Outcome.Ignored();
        }
      }
    } catch (PeerException e) {
      return switch (e.reason().code()) {
        // To end the stream is an answer to our own request, as it came after the features.
        case STREAM_ERROR, TCP_CLOSED, TCP_RESET -> new Outcome.Ignored();
        default -> throw e;
      };
    }
  }

  /** The reason of an end that the server made; our own time limit shows nothing. */
  private static Reason conclusive(PeerException end) throws PeerException {
    return switch (end.reason().code()) {
      case DEADLINE_EXCEEDED, INTERRUPTED, BUDGET_EXCEEDED -> throw end;
      default -> end.reason();
    };
  }

  private boolean isAnswer(Element element, String id) {
    return element.attributeIs("id", id)
        && switch (initiator.namespace()) {
          case CLIENT -> element.name().equals("iq");
          case SERVER -> element.is(Namespaces.DIALBACK, "verify");
        };
  }

  /**
   * A request that every server answers to strangers: a stanza, if only with an error (RFC 6120,
   * section 8.4); between servers the question for a dialback key (XEP-0220, section 2.3), which
   * nobody has made.
   */
  private String request(ProbeContext context, String id) {
    String to = XmlText.escaped(context.domain());
    return switch (initiator.namespace()) {
      case CLIENT ->
          "<iq type='get' id='" + id + "' to='" + to + "'><ping xmlns='urn:xmpp:ping'/></iq>";
      case SERVER ->
          "<db:verify xmlns:db='"
              + Namespaces.DIALBACK
              + "' id='"
              + id
              + "' from='"
              + XmlText.escaped(initiator.from())
              + "' to='"
              + to
              + "'>nobody</db:verify>";
    };
  }
}
