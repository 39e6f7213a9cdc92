package io.github.prosodyprobe.declared;

import static io.github.prosodyprobe.fact.Listener.BOSH;
import static io.github.prosodyprobe.fact.Listener.C2S;
import static io.github.prosodyprobe.fact.Listener.S2S;
import static io.github.prosodyprobe.fact.Listener.WEBSOCKET;

import io.github.prosodyprobe.declared.Promise.Manner;
import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.ServerStreamFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.fact.WebSocketFacts;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * What a declaration makes the server show on the wire. Connects to nothing.
 *
 * @param option the option, or a module with {@code mod_}
 * @param listener where it shows
 * @param fact by what it shows
 * @param promise what has to be seen; empty where the declaration promises nothing
 */
record LiveRule(
    String option,
    Listener listener,
    Fact<?> fact,
    Function<DeclaredFor, Optional<Promise>> promise) {

  /** All that are known. */
  static final List<LiveRule> ALL =
      List.of(
          flag("c2s_require_encryption", C2S, StreamFacts.STARTTLS, "required", "offered"),
          flag("s2s_require_encryption", S2S, StreamFacts.STARTTLS, "required", "offered"),
          flag(
              "s2s_secure_auth", S2S, ServerStreamFacts.WITHOUT_CERTIFICATE, "refused", "dialback"),
          flag(
              "allow_unencrypted_plain_auth",
              C2S,
              SaslFacts.PLAIN_BEFORE_TLS,
              "evaluated",
              "refused"),
          module(
              "mod_legacyauth",
              C2S,
              StreamFacts.LEGACY_AUTH_AFTER_TLS,
              new Manner.IsNot("refused"),
              new Manner.Is("refused")),
          new LiveRule(
              "allow_registration",
              C2S,
              StreamFacts.REGISTRATION_FORM_AFTER_TLS,
              LiveRule::registration),
          module(
              "mod_bosh",
              BOSH,
              BoshFacts.SESSION,
              new Manner.IsNot(BoshFacts.ABSENT),
              new Manner.Is(BoshFacts.ABSENT)),
          new LiveRule("bosh_max_inactivity", BOSH, BoshFacts.INACTIVITY, LiveRule::inactivity),
          module(
              "mod_websocket",
              WEBSOCKET,
              WebSocketFacts.STREAM,
              new Manner.Is("features"),
              new Manner.Begins(WebSocketFacts.REFUSED)),
          new LiveRule(
              "disable_sasl_mechanisms",
              C2S,
              SaslFacts.MECHANISMS_AFTER_TLS,
              host -> host.texts("disable_sasl_mechanisms").map(LiveRule::without)),
          new LiveRule(
              "ssl",
              C2S,
              TlsFacts.VERSIONS,
              host -> Optional.of(only(TlsProtocols.of(host.value("ssl"))))));

  private static LiveRule flag(
      String option, Listener listener, Fact<?> fact, String whenOn, String whenOff) {
    return new LiveRule(
        option,
        listener,
        fact,
        host ->
            host.flag(option)
                .map(on -> new Promise(on.toString(), new Manner.Is(on ? whenOn : whenOff))));
  }

  private static LiveRule module(
      String module, Listener listener, Fact<?> fact, Manner whenLoaded, Manner otherwise) {
    return new LiveRule(
        module,
        listener,
        fact,
        host ->
            Optional.of(
                host.loads(module)
                    ? new Promise("loaded", whenLoaded)
                    : new Promise("not loaded", otherwise)));
  }

  private static Optional<Promise> registration(DeclaredFor host) {
    if (!host.loads("mod_register_ibr")) {
      return Optional.of(
          new Promise("not possible, mod_register_ibr is not loaded", new Manner.Is("refused")));
    }
    if (host.flag("registration_invite_only").orElse(false)) {
      return Optional.empty();
    }
    return host.flag("allow_registration")
        .map(on -> new Promise(on.toString(), new Manner.Is(on ? "form" : "refused")));
  }

  private static Optional<Promise> inactivity(DeclaredFor host) {
    return host.loads("mod_bosh")
        ? host.seconds("bosh_max_inactivity")
            .map(seconds -> new Promise(seconds, new Manner.Is(seconds)))
        : Optional.empty();
  }

  private static Promise without(SortedSet<String> mechanisms) {
    return new Promise("without " + String.join(", ", mechanisms), new Manner.Excludes(mechanisms));
  }

  private static Promise only(SortedSet<String> versions) {
    return new Promise(String.join(", ", versions), new Manner.Only(versions));
  }
}
