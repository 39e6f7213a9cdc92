package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.probe.ChannelBindingTrial.Conclusion;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import java.util.List;
import java.util.Map;

/** Reports what the conversations showed of each TLS version by itself. */
final class SecureFindings {

  /** The facts that there are for each version. */
  private record VersionFacts(
      Fact<TextSet> mechanisms, Fact<TextSet> announced, Fact<TextSet> working) {

    static VersionFacts of(Version version) {
      return switch (version) {
        case TLS_1_2 ->
            new VersionFacts(
                SaslFacts.MECHANISMS_TLS12,
                SaslFacts.BINDINGS_TLS12,
                SaslFacts.BINDINGS_WORKING_TLS12);
        case TLS_1_3 ->
            new VersionFacts(
                SaslFacts.MECHANISMS_TLS13,
                SaslFacts.BINDINGS_TLS13,
                SaslFacts.BINDINGS_WORKING_TLS13);
      };
    }

    List<Fact<TextSet>> all() {
      return List.of(mechanisms, announced, working);
    }
  }

  private final Findings findings;

  SecureFindings(Findings findings) {
    this.findings = findings;
  }

  void report(Map<Version, SecureTalk> talks) {
    talks.forEach(
        (version, talk) -> {
          VersionFacts facts = VersionFacts.of(version);
          switch (talk) {
            case SecureTalk.Absent _ ->
                facts
                    .all()
                    .forEach(
                        fact ->
                            findings.notApplicable(fact, "the server does not speak " + version));
            case SecureTalk.NoSession(Reason reason) -> unobserved(facts, reason);
            case SecureTalk.NoStream broken -> unobserved(facts, broken.reason());
            case SecureTalk.Held held -> held(facts, held);
          }
        });
  }

  private void unobserved(VersionFacts facts, Reason reason) {
    facts.all().forEach(fact -> findings.unobserved(fact, reason));
  }

  private void held(VersionFacts facts, SecureTalk.Held held) {
    findings.observed(
        facts.mechanisms, FactValue.texts(held.features().mechanisms()), held.evidence());
    findings.observed(
        facts.announced,
        FactValue.texts(held.features().channelBindings().orElse(List.of())),
        held.evidence());
    switch (held.bindings()) {
      case Conclusion.Known(List<String> working, _) ->
          findings.observed(facts.working, FactValue.texts(working), held.evidence());
      case Conclusion.Unclear(Reason reason) -> findings.unobserved(facts.working, reason);
    }
  }
}
