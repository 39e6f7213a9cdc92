package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.DiscoFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.ExternalFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.tls.OwnCertificate;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xmpp.DomainInfo;
import io.github.prosodyprobe.xmpp.Question;
import io.github.prosodyprobe.xmpp.Questions.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reports what became of a peer that showed who it is, and what it was told. */
final class IdentifiedPeerFindings {

  /** More only make a report unreadable. */
  private static final int LONGEST_SET = 500;

  /** Characters of a name and version of software. */
  private static final int LONGEST_VERSION = 200;

  private static final Map<Question, Set<Fact<?>>> ANSWERED_BY =
      Map.of(
          Question.INFO,
          Set.of(
              DiscoFacts.FEATURES,
              DiscoFacts.IDENTITIES,
              DiscoFacts.CONTACT_ADDRESSES,
              DiscoFacts.CONTACT_KINDS),
          Question.VERSION,
          Set.of(DiscoFacts.VERSION),
          Question.ITEMS,
          Set.of(DiscoFacts.ITEMS));

  private final IdentifiedPeer peer;
  private final Findings findings;

  IdentifiedPeerFindings(IdentifiedPeer peer, Findings findings) {
    this.peer = peer;
    this.findings = findings;
  }

  /** The login went well. */
  void accepted(Evidence evidence) {
    login("accepted", evidence);
    findings.notApplicable(ExternalFacts.CONDITION, "such a peer is not refused");
  }

  /** It did not. */
  void refused(String condition, Evidence evidence) {
    login("refused", evidence);
    findings.observed(ExternalFacts.CONDITION, FactValue.text(condition), evidence);
    outside("such a peer is refused");
  }

  /** There was none. */
  void notOffered(Evidence evidence) {
    login("not-offered", evidence);
    findings.notApplicable(ExternalFacts.CONDITION, "EXTERNAL is not offered");
    outside("EXTERNAL is not offered");
  }

  private void login(String outcome, Evidence evidence) {
    List<String> purposes = OwnCertificate.purposes(peer.credential());
    findings.observed(ExternalFacts.OWN_PURPOSES, FactValue.texts(purposes), evidence);
    findings.observed(ExternalFacts.EXTERNAL_LOGIN, FactValue.text(outcome), evidence);
    if (OwnCertificate.isForClients(purposes)) {
      findings.notApplicable(
          ExternalFacts.SERVER_AUTH_ONLY, "the certificate given is good for clients too");
    } else {
      findings.observed(ExternalFacts.SERVER_AUTH_ONLY, FactValue.text(outcome), evidence);
    }
  }

  private void outside(String because) {
    if (!findings.knows(ExternalFacts.BIDI)) {
      findings.notApplicable(ExternalFacts.BIDI, because);
    }
    findings.notApplicable(ExternalFacts.FEATURES, because);
    notTold(because);
  }

  /** Nothing was asked. */
  void notTold(String because) {
    ANSWERED_BY.values().stream()
        .flatMap(Set::stream)
        .forEach(fact -> findings.notApplicable(fact, because));
  }

  /** What became of the questions. */
  void told(Map<Question, Reply> replies, Evidence evidence) {
    replies.forEach(
        (question, reply) -> {
          switch (reply) {
            case Reply.Given(Element query) -> given(question, query, evidence);
            case Reply.Declined(String condition) ->
                ANSWERED_BY
                    .getOrDefault(question, Set.of())
                    .forEach(
                        fact ->
                            findings.notApplicable(fact, "the server does not tell: " + condition));
            case Reply.Lacking(Reason reason) ->
                ANSWERED_BY
                    .getOrDefault(question, Set.of())
                    .forEach(fact -> findings.unobserved(fact, reason));
          }
        });
  }

  private void given(Question question, Element query, Evidence evidence) {
    switch (question) {
      case INFO -> {
        DomainInfo info = DomainInfo.of(query);
        set(DiscoFacts.FEATURES, info.features(), evidence);
        set(DiscoFacts.IDENTITIES, info.identities(), evidence);
        set(DiscoFacts.CONTACT_ADDRESSES, info.contactAddresses(), evidence);
        set(DiscoFacts.CONTACT_KINDS, info.contactKinds(), evidence);
      }
      case ITEMS -> set(DiscoFacts.ITEMS, DomainInfo.items(query), evidence);
      case VERSION -> {
        String version = DomainInfo.version(query);
        if (version.length() > LONGEST_VERSION) {
          tooMuch(DiscoFacts.VERSION, "the version has " + version.length() + " characters");
        } else {
          findings.observed(DiscoFacts.VERSION, FactValue.text(version), evidence);
        }
      }
    }
  }

  private void set(Fact<TextSet> fact, List<String> values, Evidence evidence) {
    if (values.size() > LONGEST_SET) {
      tooMuch(fact, "the server lists " + values.size());
    } else {
      findings.observed(fact, FactValue.texts(values), evidence);
    }
  }

  /** A part of it would look like all of it. */
  private void tooMuch(Fact<?> fact, String detail) {
    findings.unobserved(fact, Reason.of(ReasonCode.BUDGET_EXCEEDED, detail));
  }
}
