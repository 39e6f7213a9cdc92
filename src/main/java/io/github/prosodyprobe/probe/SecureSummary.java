package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.probe.ChannelBindingTrial.Conclusion;
import io.github.prosodyprobe.probe.SecureTalk.Held;
import io.github.prosodyprobe.xmpp.Answer;
import io.github.prosodyprobe.xmpp.ExtensibleSasl;
import io.github.prosodyprobe.xmpp.Request;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reports what holds for all TLS versions together.
 *
 * <p>That something is there is known as soon as it was seen under one version. That it is not, or
 * what all there is, is known when every version was either seen or seen to be absent.
 */
final class SecureSummary {

  private final List<Held> held = new ArrayList<>();
  private final Optional<Reason> gap;
  private final Findings findings;

  SecureSummary(Collection<SecureTalk> talks, Findings findings) {
    this.findings = findings;
    for (SecureTalk talk : talks) {
      if (talk instanceof Held seen) {
        held.add(seen);
      }
    }
    gap = held.isEmpty() ? Optional.of(gap(talks)) : obstacle(talks);
  }

  /** Why nothing is known. */
  static Reason gap(Collection<SecureTalk> talks) {
    return obstacle(talks)
        .orElseGet(
            () ->
                Reason.of(
                    ReasonCode.TLS_NO_COMMON_VERSION,
                    "the server speaks neither TLS 1.2 nor TLS 1.3"));
  }

  private static Optional<Reason> obstacle(Collection<SecureTalk> talks) {
    return talks.stream().map(SecureTalk::obstacle).flatMap(Optional::stream).findFirst();
  }

  void report() {
    flag(StreamFacts.LEGACY_AUTH_FEATURE_AFTER_TLS, StreamFeatures::legacyAuth);
    flag(StreamFacts.REGISTRATION_FEATURE_AFTER_TLS, StreamFeatures::registration);
    answer(StreamFacts.LEGACY_AUTH_AFTER_TLS, Request.LEGACY_AUTH);
    answer(StreamFacts.REGISTRATION_FORM_AFTER_TLS, Request.REGISTRATION_FORM);
    flag(SaslFacts.SASL2, features -> features.sasl2().isPresent());
    extensible(SaslFacts.SASL2_MECHANISMS, ExtensibleSasl::mechanisms);
    extensible(SaslFacts.SASL2_INLINE, ExtensibleSasl::inline);
    extensible(SaslFacts.FAST_MECHANISMS, ExtensibleSasl::fast);
    if (gap.isPresent()) {
      Reason reason = gap.get();
      findings.unobserved(StreamFacts.FEATURES_AFTER_TLS, reason);
      findings.unobserved(SaslFacts.MECHANISMS_AFTER_TLS, reason);
      findings.unobserved(SaslFacts.BINDINGS_BROKEN, reason);
    } else {
      all(StreamFacts.FEATURES_AFTER_TLS, StreamFeatures::names);
      all(SaslFacts.MECHANISMS_AFTER_TLS, StreamFeatures::mechanisms);
      brokenBindings();
    }
    software();
  }

  private void flag(Fact<Flag> fact, Predicate<StreamFeatures> test) {
    Optional<Held> positive = held.stream().filter(each -> test.test(each.features())).findFirst();
    if (positive.isPresent()) {
      findings.observed(fact, FactValue.flag(true), positive.get().evidence());
    } else if (gap.isPresent()) {
      findings.unobserved(fact, gap.get());
    } else {
      findings.observed(fact, FactValue.flag(false), held.getFirst().evidence());
    }
  }

  private void all(Fact<TextSet> fact, Function<StreamFeatures, List<String>> part) {
    List<String> union =
        held.stream().flatMap(each -> part.apply(each.features()).stream()).toList();
    findings.observed(fact, FactValue.texts(union), held.getFirst().evidence());
  }

  private void extensible(Fact<TextSet> fact, Function<ExtensibleSasl, List<String>> part) {
    if (gap.isPresent()) {
      findings.unobserved(fact, gap.get());
    } else if (held.stream().allMatch(each -> each.features().sasl2().isEmpty())) {
      findings.notApplicable(fact, "the Extensible SASL Profile is not offered");
    } else {
      all(fact, features -> features.sasl2().map(ExtensibleSasl::of).map(part).orElse(List.of()));
    }
  }

  /** Facts list their words from the most open to the most closed. */
  private void answer(Fact<Text> fact, Request request) {
    for (String word : fact.vocabulary()) {
      boolean mostOpen = word.equals(fact.vocabulary().getFirst());
      Optional<Held> found = held.stream().filter(each -> gave(each, request, word)).findFirst();
      if (found.isPresent() && (mostOpen || lacking(request).isEmpty())) {
        findings.observed(fact, FactValue.text(word), found.get().evidence());
        return;
      }
    }
    lacking(request).ifPresent(reason -> findings.unobserved(fact, reason));
  }

  private static boolean gave(Held talk, Request request, String word) {
    Answer answer = talk.answers().given().get(request);
    return answer != null && answer.word().equals(word);
  }

  /** Why the answer under some version is not known. */
  private Optional<Reason> lacking(Request request) {
    return held.stream()
        .filter(each -> !each.answers().given().containsKey(request))
        .map(
            each ->
                each.answers()
                    .lacking()
                    .getOrDefault(
                        request,
                        Reason.of(
                            ReasonCode.NOT_PROBED, "it was not asked, or lost with the stream")))
        .findFirst()
        .or(() -> gap);
  }

  private void brokenBindings() {
    List<String> broken = new ArrayList<>();
    for (Held each : held) {
      switch (each.bindings()) {
        case Conclusion.Known(_, List<String> types) ->
            types.forEach(type -> broken.add(type + " under " + each.session().version()));
        case Conclusion.Unclear(Reason reason) -> {
          findings.unobserved(SaslFacts.BINDINGS_BROKEN, reason);
          return;
        }
      }
    }
    findings.observed(
        SaslFacts.BINDINGS_BROKEN, FactValue.texts(broken), held.getFirst().evidence());
  }

  private void software() {
    if (held.isEmpty()) {
      gap.ifPresent(reason -> findings.unobserved(StreamFacts.SOFTWARE_INFERRED, reason));
    } else {
      findings.observed(
          StreamFacts.SOFTWARE_INFERRED,
          FactValue.text(SoftwareInference.of(held)),
          held.getFirst().evidence());
    }
  }
}
