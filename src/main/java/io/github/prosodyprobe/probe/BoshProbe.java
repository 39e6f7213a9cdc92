package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.http.BoshSession.Answer;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.xmpp.Answers;
import io.github.prosodyprobe.xmpp.MadeUp;
import io.github.prosodyprobe.xmpp.Request;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import io.github.prosodyprobe.xmpp.UnauthenticatedRequests;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Asks for BOSH sessions over one connection: one for the domain, in which it asks what a stranger
 * may ask; where a registration form is served, one to register a name that exists; one for a
 * made-up domain; and, over clear text, one behind a forged {@code X-Forwarded-Proto}. Each is
 * terminated.
 */
public final class BoshProbe implements Probe {

  /** Each request on a connection of its own: 5 in each of two sessions, 6, 2, and 4. */
  private static final int CONNECTIONS = 22;

  private static final List<HttpRequest.Header> FORGED =
      List.of(new HttpRequest.Header("X-Forwarded-Proto", "https"));

  private final RandomGenerator random;

  /** A probe that draws the names that belong to nobody. */
  public BoshProbe(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "bosh";
  }

  @Override
  public Set<Fact<?>> yields() {
    return BoshFindings.FACTS;
  }

  @Override
  public int connections() {
    return CONNECTIONS;
  }

  @Override
  public int usualConnections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    BoshFindings seen = new BoshFindings(context, findings);
    try (HttpSession http = BoshTalk.connection(context)) {
      BoshWelcome welcome = askForTheDomain(context, http, seen);
      switch (welcome) {
        case BoshWelcome.Granted _ -> {
          tryToRegister(context, http, findings);
          askForAMadeUpDomain(context, http, findings);
        }
        case BoshWelcome.Declined(_, String because) ->
            findings.notApplicable(StreamFacts.FOREIGN_DOMAIN, because);
      }
      askBehindAForgedHeader(context, http, findings, welcome);
    }
  }

  private BoshWelcome askForTheDomain(ProbeContext context, HttpSession http, BoshFindings seen)
      throws PeerException, InterruptedException {
    try (BoshTalk talk = new BoshTalk(context, http, name(), context.domain(), List.of())) {
      Answer answer = talk.open();
      BoshWelcome welcome = BoshWelcome.of(answer);
      seen.welcome(answer, welcome, talk.evidence());
      if (welcome instanceof BoshWelcome.Granted(Answer.Body body)) {
        BoshConversation conversation = talk.conversation(body);
        StreamFeatures features = conversation.features();
        seen.features(features, talk.evidence());
        Set<Request> open = seen.requests();
        Answers answers = ask(context, conversation, open);
        seen.given(answers, talk.evidence());
        open.removeAll(answers.settled());
        askAgain(context, http, seen, answers, open);
      }
      return welcome;
    }
  }

  /** What was lost with a session that the server ended over an earlier request. */
  private void askAgain(
      ProbeContext context, HttpSession http, BoshFindings seen, Answers before, Set<Request> lost)
      throws PeerException, InterruptedException {
    if (lost.isEmpty()) {
      seen.conclude(before);
      return;
    }
    try (BoshTalk talk = new BoshTalk(context, http, name() + "-2", context.domain(), List.of())) {
      BoshConversation conversation = talk.granted();
      conversation.features();
      Answers answers = ask(context, conversation, lost);
      seen.given(answers, talk.evidence());
      seen.conclude(before.and(answers));
    }
  }

  private Answers ask(ProbeContext context, BoshConversation conversation, Set<Request> requests)
      throws InterruptedException {
    Answers answers =
        new UnauthenticatedRequests(conversation, context.domain(), MadeUp.from(random))
            .ask(requests);
    if (Thread.currentThread().isInterrupted()) {
      // What was lost for this must not be taken for the peer's doing.
      throw new InterruptedException("the scan is being stopped");
    }
    return answers;
  }

  private void tryToRegister(ProbeContext context, HttpSession http, Findings findings)
      throws InterruptedException {
    RegistrationTrial trial = new RegistrationTrial(context, findings);
    if (!trial.isNeeded()) {
      trial.reportWithout();
      return;
    }
    String name = name() + "-registration";
    try (BoshTalk talk = new BoshTalk(context, http, name, context.domain(), List.of())) {
      BoshConversation conversation = talk.granted();
      conversation.features();
      trial.attempt(conversation, random, talk::evidence);
    } catch (PeerException e) {
      findings.unobserved(StreamFacts.REGISTRATION, e.reason());
    }
  }

  private void askForAMadeUpDomain(ProbeContext context, HttpSession http, Findings findings)
      throws InterruptedException {
    if (!context.wants(StreamFacts.FOREIGN_DOMAIN)) {
      return;
    }
    String domain = MadeUp.from(random).domain();
    try (BoshTalk talk = new BoshTalk(context, http, name() + "-foreign", domain, List.of())) {
      Answer answer = talk.open();
      Untrusted word =
          switch (answer) {
            case Answer.Other other -> throw new PeerException(other.reason());
            case Answer.Body body when body.isTerminated() ->
                body.element().attribute("condition").orElse(Untrusted.of("terminated"));
            case Answer.Body _ -> Untrusted.of("accepted");
          };
      findings.observed(StreamFacts.FOREIGN_DOMAIN, new FactValue.Text(word), talk.evidence());
    } catch (PeerException e) {
      findings.unobserved(StreamFacts.FOREIGN_DOMAIN, e.reason());
    }
  }

  private void askBehindAForgedHeader(
      ProbeContext context, HttpSession http, Findings findings, BoshWelcome before)
      throws InterruptedException {
    Fact<FactValue.TextSet> fact = BoshFacts.MECHANISMS_BEHIND_FORGED_PROTO;
    if (http.origin().isSecure()) {
      findings.notApplicable(fact, "the session is inside TLS");
      return;
    }
    if (before instanceof BoshWelcome.Declined(String word, String because)
        && word.equals(BoshFacts.ABSENT)) {
      findings.notApplicable(fact, because);
      return;
    }
    try (BoshTalk talk =
        new BoshTalk(context, http, name() + "-forged", context.domain(), FORGED)) {
      switch (BoshWelcome.of(talk.open())) {
        case BoshWelcome.Declined(_, String because) -> findings.notApplicable(fact, because);
        case BoshWelcome.Granted(Answer.Body body) -> {
          StreamFeatures features = talk.conversation(body).features();
          findings.observed(fact, FactValue.texts(features.mechanisms()), talk.evidence());
        }
      }
    } catch (PeerException e) {
      findings.unobserved(fact, e.reason());
    }
  }
}
