package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import io.github.prosodyprobe.xmpp.MadeUp;
import io.github.prosodyprobe.xmpp.RegistrationAttempt;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Finds out whether strangers can register: not where no form is served; else by registering a name
 * that exists, on a connection of its own, if the operator gave one.
 */
final class RegistrationTrial {

  private static final List<Fact<Text>> FORMS =
      List.of(StreamFacts.REGISTRATION_FORM_AFTER_TLS, StreamFacts.REGISTRATION_FORM_BEFORE_TLS);

  private final TlsOpener opener;
  private final ProbeContext context;
  private final Findings findings;

  RegistrationTrial(TlsOpener opener, ProbeContext context, Findings findings) {
    this.opener = opener;
    this.context = context;
    this.findings = findings;
  }

  void report(RandomGenerator random) throws PeerException, InterruptedException {
    if (!context.wants(StreamFacts.REGISTRATION)) {
      return;
    }
    boolean served = FORMS.stream().anyMatch(form -> findings.saw(form, "form"));
    Optional<Reason> obstacle = FORMS.stream().flatMap(form -> obstacle(form).stream()).findFirst();
    if (!served && obstacle.isPresent()) {
      findings.unobserved(StreamFacts.REGISTRATION, obstacle.get());
    } else if (!served) {
      closedForLackOfAForm();
    } else if (context.canary().isEmpty()) {
      findings.unobserved(
          StreamFacts.REGISTRATION,
          Reason.of(
              ReasonCode.NEEDS_CANARY,
              "a form is served, which servers do even when only invited people may register"));
    } else {
      register(MadeUp.from(random));
    }
  }

  private Optional<Reason> obstacle(Fact<Text> form) {
    return findings.states().get(form) instanceof FactState.Unobserved(Reason reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  private void closedForLackOfAForm() {
    if (findings.states().get(StreamFacts.REGISTRATION_FORM_AFTER_TLS)
        instanceof FactState.Observed(_, String id)) {
      Evidence evidence = Objects.requireNonNull(findings.evidence().get(id));
      findings.observed(StreamFacts.REGISTRATION, FactValue.text("closed"), evidence);
    }
  }

  private void register(MadeUp password) throws PeerException, InterruptedException {
    Offer offer = new Offer(context.domain(), EnumSet.allOf(Version.class), "xmpp-client");
    try (XmppStream stream =
        XmppStream.overClient(
            CompleteHandshake.over(opener.open(context), offer), context.domain())) {
      stream.open();
      stream.features();
      String state =
          new RegistrationAttempt(stream, context.domain())
              .outcome(context.canary(), password.name());
      findings.observed(
          StreamFacts.REGISTRATION,
          FactValue.text(state),
          context.evidence(
              "registration",
              stream.wire().transcript(),
              ByHand.insideTls(context, Version.TLS_1_3)));
    }
  }
}
