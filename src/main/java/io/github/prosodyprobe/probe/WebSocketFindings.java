package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.FactValue.TextSet;
import io.github.prosodyprobe.fact.WebSocketFacts;
import io.github.prosodyprobe.xmpp.ExtensibleSasl;
import io.github.prosodyprobe.xmpp.StreamFeatures;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reports what the opening of a stream over WebSocket shows. */
final class WebSocketFindings {

  private final Findings findings;
  private final Evidence evidence;
  private final WebSocketOpening opening;

  WebSocketFindings(Findings findings, Evidence evidence, WebSocketOpening opening) {
    this.findings = findings;
    this.evidence = evidence;
    this.opening = opening;
  }

  /** The mechanisms: known to be none where the server keeps us out. */
  void mechanisms(Fact<TextSet> fact) {
    if (opening instanceof WebSocketOpening.KeptOut) {
      findings.observed(fact, FactValue.texts(), evidence);
    } else {
      ofFeatures(fact, features -> FactValue.texts(mechanisms(features)));
    }
  }

  /** Whether channel binding is offered, which needs TLS. */
  void channelBinding(boolean secure) {
    if (secure) {
      ofFeatures(
          WebSocketFacts.CHANNEL_BINDING,
          features -> FactValue.flag(offersChannelBinding(features)));
    } else {
      findings.notApplicable(WebSocketFacts.CHANNEL_BINDING, "there is no TLS to bind to");
    }
  }

  /** A fact that only features tell. */
  <V extends FactValue> void ofFeatures(Fact<V> fact, Function<StreamFeatures, V> value) {
    switch (opening) {
      case WebSocketOpening.Offered(StreamFeatures features) ->
          findings.observed(fact, value.apply(features), evidence);
      case WebSocketOpening.KeptOut _, WebSocketOpening.Absent _, WebSocketOpening.Unclear _ ->
          withoutFeatures(fact);
    }
  }

  /** What stands in the place of a fact for which a stream is needed, where there is none. */
  void withoutFeatures(Fact<?> fact) {
    switch (opening) {
      case WebSocketOpening.Offered _ ->
          throw new IllegalStateException("there are features, and so there is a stream");
      case WebSocketOpening.KeptOut(String word) ->
          findings.notApplicable(fact, "the server lets nobody open a stream here: " + word);
      case WebSocketOpening.Absent(String word) ->
          findings.notApplicable(fact, "there is no WebSocket here: " + word);
      case WebSocketOpening.Unclear(_, var reason) -> findings.unobserved(fact, reason);
    }
  }

  private static List<String> mechanisms(StreamFeatures features) {
    return Stream.concat(
            features.mechanisms().stream(),
            features.sasl2().map(ExtensibleSasl::of).stream()
                .flatMap(sasl2 -> sasl2.mechanisms().stream()))
        .toList();
  }

  private static boolean offersChannelBinding(StreamFeatures features) {
    return features.channelBindings().filter(types -> !types.isEmpty()).isPresent()
        || mechanisms(features).stream().anyMatch(mechanism -> mechanism.endsWith("-PLUS"));
  }
}
