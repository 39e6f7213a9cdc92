package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.BoshSession;
import io.github.prosodyprobe.http.BoshSession.Answer;
import io.github.prosodyprobe.http.BoshSession.Opening;
import io.github.prosodyprobe.http.HostMeta.Link;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.http.WebSocketUpgrade;
import io.github.prosodyprobe.http.WebSocketUpgrade.Outcome;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.SpecialPurpose;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows one link of host-meta to its end: asks for a BOSH session, which it terminates, or for an
 * upgrade to WebSocket.
 *
 * @param isPrivate whether a host of that name is in a network of its own; empty where that is not
 *     known
 * @param lines what was said
 */
record LinkVisit(Link link, Optional<Boolean> isPrivate, Met met, List<Untrusted> lines) {

  /** A session and its termination, each on a connection of its own, at two addresses. */
  static final int CONNECTIONS = 2 * Elsewhere.ATTEMPTS;

  /** Who is at the end of the link. */
  sealed interface Met {

    /** Somebody who speaks what the link promises, or keeps strangers out. */
    record Somebody() implements Met {}

    /** Nobody, or somebody else. */
    record Nobody(String because) implements Met {}

    /** That is not known. */
    record Unseen(Reason reason) implements Met {}
  }

  /** Ends of a way at which a client ends too. */
  private static final Set<ReasonCode> DEAD_ENDS =
      EnumSet.of(
          ReasonCode.DNS_NXDOMAIN,
          ReasonCode.DNS_NO_ADDRESS,
          ReasonCode.TCP_REFUSED,
          ReasonCode.TCP_TIMEOUT,
          ReasonCode.TCP_RESET,
          ReasonCode.TCP_CLOSED,
          ReasonCode.TLS_ALERT,
          ReasonCode.TLS_NO_COMMON_VERSION,
          ReasonCode.TLS_VIOLATION,
          ReasonCode.HTTP_TIMEOUT,
          ReasonCode.PROTOCOL_VIOLATION);

  /**
   * Conditions by which a BOSH service says that it is not the domain's (XEP-0124, section 17.2).
   */
  private static final Set<String> OF_OTHER_DOMAINS =
      Set.of("host-unknown", "host-gone", "improper-addressing");

  /** Copies the lines. */
  LinkVisit {
    lines = List.copyOf(lines);
  }

  /** Goes there. */
  static LinkVisit of(Link link, ProbeContext context) throws InterruptedException {
    Optional<WebLocation> location = link.location();
    if (location.isEmpty()) {
      return new LinkVisit(link, Optional.of(false), new Met.Nobody("no URL"), List.of());
    }
    List<Untrusted> lines = new ArrayList<>();
    Optional<Boolean> isPrivate = link.isPrivate() ? Optional.of(true) : Optional.empty();
    Met met;
    try {
      Elsewhere there = Elsewhere.at(context, location.get().origin());
      isPrivate = Optional.of(link.isPrivate() || isPrivate(there, context));
      met = meet(link, location.get(), there, lines);
    } catch (PeerException e) {
      met = met(e.reason(), context);
    }
    return new LinkVisit(link, isPrivate, met, lines);
  }

  /** The address of the listener itself is one that we have come to, whatever it is. */
  private static boolean isPrivate(Elsewhere there, ProbeContext context) {
    return there.addresses().stream()
        .filter(address -> !address.equals(context.address().getAddress()))
        .anyMatch(address -> SpecialPurpose.of(address).isPresent());
  }

  private static Met meet(Link link, WebLocation location, Elsewhere there, List<Untrusted> lines)
      throws PeerException, InterruptedException {
    return switch (link.way()) {
      case BOSH -> askForSession(location, there, lines);
      case WEBSOCKET -> askForUpgrade(location, there, lines);
      case OTHER -> throw new IllegalArgumentException("nothing is known to ask at " + link);
    };
  }

  private static Met askForSession(WebLocation location, Elsewhere there, List<Untrusted> lines)
      throws PeerException, InterruptedException {
    ProbeContext context = there.context();
    Transcript transcript = new Transcript();
    try (HttpSession http = new HttpSession(location.origin(), there, context.deadline());
        BoshSession session = new BoshSession(http, location.target(), List.of(), transcript)) {
      return switch (session.open(new Opening(context.domain(), BoshFacts.WAIT_ASKED, 1))) {
        case Answer.Body body ->
            body.element()
                .attribute("condition")
                .filter(_ -> body.isTerminated())
                .filter(condition -> OF_OTHER_DOMAINS.stream().anyMatch(condition::is))
                .<Met>map(condition -> new Met.Nobody(condition.toString()))
                .orElseGet(Met.Somebody::new);
        case Answer.Other other -> declined(other.http().status());
      };
    } finally {
      lines.addAll(transcript.lines());
    }
  }

  private static Met askForUpgrade(WebLocation location, Elsewhere there, List<Untrusted> lines)
      throws PeerException, InterruptedException {
    try (Wire wire = there.open()) {
      try {
        return switch (WebSocketUpgrade.over(
            wire, new WebSocketUpgrade.Request(location, WebSocketUpgrade.XMPP, List.of()))) {
          case Outcome.Declined declined -> declined(declined.answer().status());
          case Outcome.Switched switched -> {
            switched.socket().close();
            yield switched.subprotocol().equals(WebSocketUpgrade.XMPP)
                ? new Met.Somebody()
                : new Met.Nobody("another WebSocket");
          }
        };
      } finally {
        lines.addAll(wire.transcript().lines());
      }
    }
  }

  private static Met declined(int status) {
    return switch (status) {
      case 401, 403 -> new Met.Somebody();
      case 408, 429 ->
          new Met.Unseen(Reason.of(ReasonCode.THROTTLED, "it answers with status " + status));
      default -> new Met.Nobody("status " + status);
    };
  }

  private static Met met(Reason reason, ProbeContext context) {
    boolean silent =
        reason.code() == ReasonCode.DEADLINE_EXCEEDED && !context.deadline().remaining().isZero();
    return silent || DEAD_ENDS.contains(reason.code())
        ? new Met.Nobody(silent ? "silent" : reason.word())
        : new Met.Unseen(reason);
  }
}
