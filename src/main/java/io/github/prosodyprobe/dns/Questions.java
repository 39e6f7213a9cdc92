package io.github.prosodyprobe.dns;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.ResolverExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Asks one resolver: over UDP, once more after silence, and over TCP when the answer was truncated.
 * What was asked before is not asked again.
 */
final class Questions {

  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  private static final int ATTEMPTS = 2;
  private static final int UDP_PAYLOAD = 1232;

  /** How the resolver is asked to deal with signatures. */
  enum Signatures {
    /** As it likes. */
    UNASKED,
    /** Validated, with the outcome in the answer (RFC 4035, section 3.2). */
    VALIDATED,
    /** The same, but whatever is wrong with them is let through. */
    UNCHECKED
  }

  private final InetSocketAddress resolver;
  private final AnswerMemory memory = new AnswerMemory();

  Questions(InetSocketAddress resolver) {
    this.resolver = resolver;
  }

  /** The answer, which says that there are records or that there are none. */
  Message ask(Name name, int type, Deadline deadline) throws PeerException {
    Message answer = ask(name, type, Signatures.UNASKED, deadline);
    if (!isAnswer(answer)) {
      throw failed(name, type, answer);
    }
    return answer;
  }

  /** The answer, whatever it says. */
  Message ask(Name name, int type, Signatures signatures, Deadline deadline) throws PeerException {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    int flags = signatures == Signatures.UNASKED ? 0 : ExtendedFlags.DO;
    query.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0, flags), Section.ADDITIONAL);
    if (signatures == Signatures.UNCHECKED) {
      query.getHeader().setFlag(Flags.CD);
    }
    return memory.answer(
        new AnswerMemory.Question(name, type, signatures),
        deadline,
        () -> exchange(query, deadline));
  }

  /** Whether it says that there are records or that there are none. */
  static boolean isAnswer(Message answer) {
    return switch (answer.getRcode()) {
      case Rcode.NOERROR, Rcode.NXDOMAIN -> true;
      default -> false;
    };
  }

  static PeerException failed(Name name, int type, Message answer) {
    return PeerException.of(
        ReasonCode.DNS_SERVFAIL,
        "the resolver answered "
            + Rcode.string(answer.getRcode())
            + " to "
            + name
            + " "
            + Type.string(type));
  }

  private Message exchange(Message query, Deadline deadline) throws PeerException {
    byte[] wire = query.toWire();
    for (int attempt = 1; ; attempt++) {
      try {
        Message answer =
            read(query, ResolverExchange.overUdp(resolver, wire, deadline.orIn(ATTEMPT)));
        return answer.getHeader().getFlag(Flags.TC) ? overTcp(query, wire, deadline) : answer;
      } catch (PeerException e) {
        if (e.reason().code() != ReasonCode.DNS_TIMEOUT || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Message overTcp(Message query, byte[] wire, Deadline deadline) throws PeerException {
    Message answer = read(query, ResolverExchange.overTcp(resolver, wire, deadline.orIn(ATTEMPT)));
    if (answer.getHeader().getFlag(Flags.TC)) {
      throw PeerException.of(
          ReasonCode.DNS_BAD_ANSWER, "the resolver's answer is not whole over TCP either");
    }
    return answer;
  }

  private static Message read(Message query, byte[] wire) throws PeerException {
    Message answer;
    try {
      answer = new Message(wire);
    } catch (IOException e) {
      throw PeerException.of(
          ReasonCode.DNS_BAD_ANSWER, "the resolver's answer is no DNS message: " + e.getMessage());
    }
    if (answer.getHeader().getID() != query.getHeader().getID()
        || !answer.getHeader().getFlag(Flags.QR)
        || !query.getQuestion().equals(answer.getQuestion())) {
      throw PeerException.of(
          ReasonCode.DNS_BAD_ANSWER, "the resolver answered another question than was asked");
    }
    return answer;
  }
}
