package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.ConversationThreads;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.tls.CompleteHandshake;
import io.github.prosodyprobe.tls.CompleteHandshake.Offer;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import io.github.prosodyprobe.xmpp.MadeUp;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Opens a client's stream inside TLS 1.2 and one inside TLS 1.3, reads certificate and features,
 * asks for legacy authentication and registration, and begins SCRAM with channel binding as
 * somebody who does not exist.
 */
public final class SecureStreamProbe implements Probe {

  private final TlsOpener opener;
  private final RandomGenerator random;

  /**
   * A probe.
   *
   * @param opener makes the connections, up to the first byte of TLS
   * @param random draws the names of those who do not exist
   */
  public SecureStreamProbe(TlsOpener opener, RandomGenerator random) {
    this.opener = opener;
    this.random = random;
  }

  @Override
  public String name() {
    return "secure-stream";
  }

  @Override
  public Set<Fact<?>> yields() {
    Set<Fact<?>> facts = new HashSet<>(CertificateFindings.FACTS);
    facts.addAll(
        Set.of(
            SaslFacts.MECHANISMS_AFTER_TLS,
            SaslFacts.MECHANISMS_TLS12,
            SaslFacts.MECHANISMS_TLS13,
            SaslFacts.BINDINGS_TLS12,
            SaslFacts.BINDINGS_TLS13,
            SaslFacts.BINDINGS_WORKING_TLS12,
            SaslFacts.BINDINGS_WORKING_TLS13,
            SaslFacts.BINDINGS_BROKEN,
            SaslFacts.SASL2,
            SaslFacts.SASL2_MECHANISMS,
            SaslFacts.SASL2_INLINE,
            SaslFacts.FAST_MECHANISMS));
    facts.addAll(
        Set.of(
            StreamFacts.FEATURES_AFTER_TLS,
            StreamFacts.LEGACY_AUTH_FEATURE_AFTER_TLS,
            StreamFacts.LEGACY_AUTH_AFTER_TLS,
            StreamFacts.REGISTRATION_FEATURE_AFTER_TLS,
            StreamFacts.REGISTRATION_FORM_AFTER_TLS,
            StreamFacts.REGISTRATION,
            StreamFacts.SOFTWARE_INFERRED));
    return Set.copyOf(facts);
  }

  /** Those for each version, and one to register the canary where a form is served. */
  @Override
  public int connections() {
    return Version.values().length * SecureConversation.STREAMS + 1;
  }

  @Override
  public int usualConnections() {
    return Version.values().length;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    if (CertificateFindings.wantsTrust(context)) {
      context.trust().prepare();
    }
    Map<Version, SecureTalk> talks = holdAll(context);
    compareRefusals(talks);
    new SecureFindings(findings).report(talks);
    new SecureSummary(talks.values(), findings).report();
    reportCertificates(talks.values(), context, findings);
    RegistrationTrial trial = new RegistrationTrial(context, findings);
    if (trial.isNeeded()) {
      register(trial, context);
    } else {
      trial.reportWithout();
    }
  }

  private void register(RegistrationTrial trial, ProbeContext context)
      throws PeerException, InterruptedException {
    Offer offer = new Offer(context.domain(), EnumSet.allOf(Version.class), "xmpp-client");
    try (XmppStream stream =
        XmppStream.overClient(
            CompleteHandshake.over(opener.open(context), offer), context.domain())) {
      stream.open();
      stream.features();
      trial.attempt(
          stream,
          random,
          () ->
              context.evidence(
                  "registration",
                  stream.wire().transcript(),
                  ByHand.insideTls(context, Version.TLS_1_3)));
    }
  }

  /** What a type is refused with under one version, it is refused with under the other. */
  private static void compareRefusals(Map<Version, SecureTalk> talks) {
    Set<Untrusted> refusals = new HashSet<>();
    for (SecureTalk talk : talks.values()) {
      if (talk instanceof SecureTalk.Held held) {
        held.trial().refusal(held.outcomes()).ifPresent(refusals::add);
      }
    }
    talks.replaceAll(
        (_, talk) -> talk instanceof SecureTalk.Held held ? held.knowing(refusals) : talk);
  }

  /** The certificates hang on the listener, so those of the newest version are taken. */
  private static void reportCertificates(
      Collection<SecureTalk> talks, ProbeContext context, Findings findings)
      throws InterruptedException {
    CertificateFindings certificates = new CertificateFindings(context, findings);
    Optional<SecureTalk.Inside> inside =
        talks.stream()
            .flatMap(talk -> talk instanceof SecureTalk.Inside seen ? Stream.of(seen) : Stream.of())
            .max(Comparator.comparing(seen -> seen.session().version()));
    if (inside.isEmpty()) {
      certificates.unobserved(SecureSummary.gap(talks));
    } else {
      certificates.report(inside.get().session(), inside.get().evidence());
    }
  }

  private Map<Version, SecureTalk> holdAll(ProbeContext context) throws InterruptedException {
    Map<Version, Future<SecureTalk>> running = new EnumMap<>(Version.class);
    Map<Version, SecureTalk> talks = new EnumMap<>(Version.class);
    try (ExecutorService executor = ConversationThreads.executor()) {
      try {
        for (Version version : Version.values()) {
          MadeUp login = MadeUp.from(random);
          running.put(
              version,
              executor.submit(
                  () -> new SecureConversation(opener, context, version, login).hold()));
        }
        for (Map.Entry<Version, Future<SecureTalk>> entry : running.entrySet()) {
          talks.put(entry.getKey(), entry.getValue().get());
        }
        return talks;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a conversation failed", e.getCause());
      } finally {
        executor.shutdownNow();
      }
    }
  }
}
