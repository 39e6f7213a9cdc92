package io.github.prosodyprobe.dns;

import io.github.prosodyprobe.dns.Questions.Signatures;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Reads from the AD flag, and from failures that the CD flag mends, what a resolver makes of the
 * signatures of an answer (RFC 4035, section 3.2).
 */
record ResolverVerdict(Questions questions) {

  Validation of(Name name, int type, Deadline deadline) throws PeerException {
    Message answer = questions.ask(name, type, Signatures.VALIDATED, deadline);
    if (!Questions.isAnswer(answer)) {
      if (Questions.isAnswer(questions.ask(name, type, Signatures.UNCHECKED, deadline))) {
        return Validation.BOGUS;
      }
      throw Questions.failed(name, type, answer);
    }
    if (validated(answer)) {
      return Validation.SECURE;
    }
    // The root is signed: a resolver that does not say so of it says nothing of other names either.
    if (validated(questions.ask(Name.root, Type.SOA, Signatures.VALIDATED, deadline))) {
      return Validation.INSECURE;
    }
    throw PeerException.of(
        ReasonCode.DNS_NOT_VALIDATING, "the resolver does not vouch even for the root zone");
  }

  private static boolean validated(Message answer) {
    return Questions.isAnswer(answer) && answer.getHeader().getFlag(Flags.AD);
  }
}
