package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.CertificateFacts;
import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.Count;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.tls.CertificateChain;
import io.github.prosodyprobe.tls.CertificateExtensions;
import io.github.prosodyprobe.tls.CertificateIdentity;
import io.github.prosodyprobe.tls.CertificateIdentity.Service;
import io.github.prosodyprobe.tls.CertificateKey;
import io.github.prosodyprobe.tls.CertificateNames;
import io.github.prosodyprobe.tls.CertificateNames.Name;
import io.github.prosodyprobe.tls.CertificatePurposes;
import io.github.prosodyprobe.tls.CertificateSignature;
import io.github.prosodyprobe.tls.CertificateTrust;
import io.github.prosodyprobe.tls.JudgedChain;
import io.github.prosodyprobe.tls.TlsSession;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reports what a server showed of its certificate in a complete handshake. */
final class CertificateFindings {

  /** What it reports. */
  static final Set<Fact<?>> FACTS =
      Set.of(
          CertificateFacts.SUBJECT,
          CertificateFacts.ISSUER,
          CertificateFacts.SHA256,
          CertificateFacts.NAMES,
          CertificateFacts.IDENTITY,
          CertificateFacts.TRUST,
          CertificateFacts.PUBLIC_ROOT,
          CertificateFacts.NOT_BEFORE,
          CertificateFacts.NOT_AFTER,
          CertificateFacts.LIFETIME,
          CertificateFacts.KEY_TYPE,
          CertificateFacts.KEY_BITS,
          CertificateFacts.KEY_STRENGTH,
          CertificateFacts.SIGNATURE,
          CertificateFacts.WEAK_SIGNATURE,
          CertificateFacts.PURPOSES,
          CertificateFacts.CHAIN_LENGTH,
          CertificateFacts.CHAIN_ORDERED,
          CertificateFacts.TIMESTAMPS,
          CertificateFacts.OCSP_RESPONDER,
          CertificateFacts.MUST_STAPLE,
          CertificateFacts.STAPLED);

  /** More names than this only make a report unreadable. */
  private static final int NAMES = 200;

  private final ProbeContext context;
  private final Findings findings;

  CertificateFindings(ProbeContext context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  /** Says of all facts why they could not be observed. */
  void unobserved(Reason reason) {
    FACTS.forEach(fact -> findings.unobserved(fact, reason));
  }

  /**
   * Reports a session's certificates.
   *
   * @param shown the exchange in which they came
   */
  void report(TlsSession session, Evidence shown) throws InterruptedException {
    CertificateChain chain = CertificateChain.of(session.chain());
    Evidence evidence = shown;
    if (wantsTrust(context) && chain.leaf().isPresent()) {
      CertificateTrust trust =
          CertificateTrust.of(
              chain.leaf().get(),
              chain.readable(),
              context.trust().anchors(),
              context.clock().instant());
      evidence = with(shown, "* trust: " + trust.verdict().word() + ", " + trust.detail());
      findings.served(new JudgedChain(chain, trust));
      reportTrust(trust, evidence);
    }
    reportChain(session, chain, evidence);
    if (chain.leaf().isPresent()) {
      reportLeaf(session, chain.leaf().get(), evidence);
    }
    unobserved(Reason.of(ReasonCode.PROTOCOL_VIOLATION, "the certificate cannot be read as X.509"));
  }

  /** Whether the roots will be asked for. */
  static boolean wantsTrust(ProbeContext context) {
    return context.wants(CertificateFacts.TRUST) || context.wants(CertificateFacts.PUBLIC_ROOT);
  }

  private void reportTrust(CertificateTrust trust, Evidence evidence) throws InterruptedException {
    text(CertificateFacts.TRUST, trust.verdict().word(), evidence);
    if (trust.path().isEmpty()) {
      findings.notApplicable(
          CertificateFacts.PUBLIC_ROOT, "the chain leads to no root that is trusted");
    } else {
      findings.observed(
          CertificateFacts.PUBLIC_ROOT,
          FactValue.flag(context.trust().isPublic(trust.path().getLast())),
          evidence);
    }
  }

  private static Evidence with(Evidence shown, String line) {
    List<Untrusted> lines = new ArrayList<>(shown.lines());
    lines.add(Untrusted.of(line));
    return new Evidence(shown.id(), lines, shown.byHand());
  }

  private void reportChain(TlsSession session, CertificateChain chain, Evidence evidence) {
    findings.observed(
        CertificateFacts.CHAIN_LENGTH, FactValue.count(session.chain().size()), evidence);
    findings.observed(CertificateFacts.STAPLED, FactValue.flag(session.stapled()), evidence);
    chain
        .fingerprint()
        .ifPresent(
            hex -> findings.observed(CertificateFacts.SHA256, FactValue.text(hex), evidence));
    if (chain.isReadable()) {
      findings.observed(
          CertificateFacts.CHAIN_ORDERED, FactValue.flag(chain.isOrdered()), evidence);
    }
    if (chain.isReadable() || chain.hasWeakSignature()) {
      findings.observed(
          CertificateFacts.WEAK_SIGNATURE, FactValue.flag(chain.hasWeakSignature()), evidence);
    }
  }

  private void reportLeaf(TlsSession session, X509Certificate leaf, Evidence evidence) {
    text(CertificateFacts.SUBJECT, CertificateChain.text(leaf.getSubjectX500Principal()), evidence);
    text(CertificateFacts.ISSUER, CertificateChain.text(leaf.getIssuerX500Principal()), evidence);
    text(CertificateFacts.SIGNATURE, CertificateSignature.name(leaf), evidence);
    findings.observed(
        CertificateFacts.NOT_BEFORE, FactValue.moment(leaf.getNotBefore().toInstant()), evidence);
    findings.observed(
        CertificateFacts.NOT_AFTER, FactValue.moment(leaf.getNotAfter().toInstant()), evidence);
    findings.observed(
        CertificateFacts.LIFETIME,
        FactValue.count(
            Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant())
                .toSeconds()),
        evidence);
    reportExtensions(session, CertificateExtensions.of(leaf), evidence);
    CertificateKey key = CertificateKey.of(leaf.getPublicKey());
    text(CertificateFacts.KEY_TYPE, key.type(), evidence);
    bits(CertificateFacts.KEY_BITS, key.bits(), evidence);
    bits(CertificateFacts.KEY_STRENGTH, key.strength(), evidence);
    try {
      findings.observed(
          CertificateFacts.PURPOSES, FactValue.texts(CertificatePurposes.of(leaf)), evidence);
      reportNames(CertificateNames.of(leaf), evidence);
    } catch (CertificateParsingException e) {
      unobserved(Reason.of(ReasonCode.PROTOCOL_VIOLATION, String.valueOf(e.getMessage())));
    }
  }

  private void reportExtensions(
      TlsSession session, CertificateExtensions extensions, Evidence evidence) {
    if (extensions.timestamps().isPresent() && session.timestamps().isPresent()) {
      findings.observed(
          CertificateFacts.TIMESTAMPS,
          FactValue.count(extensions.timestamps().get() + session.timestamps().getAsInt()),
          evidence);
    }
    flag(CertificateFacts.OCSP_RESPONDER, extensions.ocspResponder(), evidence);
    flag(CertificateFacts.MUST_STAPLE, extensions.mustStaple(), evidence);
  }

  private void flag(Fact<FactValue.Flag> fact, Optional<Boolean> value, Evidence evidence) {
    value.ifPresent(it -> findings.observed(fact, FactValue.flag(it), evidence));
  }

  private void reportNames(CertificateNames names, Evidence evidence) {
    if (names.alternatives().size() > NAMES) {
      findings.unobserved(
          CertificateFacts.NAMES,
          Reason.of(
              ReasonCode.BUDGET_EXCEEDED,
              "the certificate has " + names.alternatives().size() + " names"));
    } else {
      findings.observed(
          CertificateFacts.NAMES,
          FactValue.texts(names.alternatives().stream().map(Name::toString).toList()),
          evidence);
    }
    text(
        CertificateFacts.IDENTITY,
        CertificateIdentity.find(names, context.tlsName(), service()).word(),
        evidence);
  }

  private Service service() {
    return switch (context.endpoint().listener()) {
      case S2S, S2S_DIRECT -> Service.SERVER;
      case HTTPS, BOSH, WEBSOCKET, HTTP -> Service.WEB;
      case C2S, C2S_DIRECT, DNS, COMPONENT, CONSOLE, PROXY65, PROXY_PROTOCOL, TURN, CONFIG ->
          Service.CLIENT;
    };
  }

  private void text(Fact<FactValue.Text> fact, String value, Evidence evidence) {
    findings.observed(fact, FactValue.text(value), evidence);
  }

  private void bits(Fact<Count> fact, OptionalInt value, Evidence evidence) {
    if (value.isPresent()) {
      findings.observed(fact, FactValue.count(value.getAsInt()), evidence);
    } else {
      findings.unobserved(
          fact, Reason.of(ReasonCode.NOT_PROBED, "no such figure is known for this kind of key"));
    }
  }
}
