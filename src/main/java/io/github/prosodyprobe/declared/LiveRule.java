package io.github.prosodyprobe.declared;

import static io.github.prosodyprobe.fact.Listener.BOSH;
import static io.github.prosodyprobe.fact.Listener.C2S;
import static io.github.prosodyprobe.fact.Listener.S2S;
import static io.github.prosodyprobe.fact.Listener.WEBSOCKET;

import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.declared.Promise.Manner;
import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.fact.SaslFacts;
import io.github.prosodyprobe.fact.ServerStreamFacts;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.fact.WebSocketFacts;
import io.github.prosodyprobe.option.ProsodyModule;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a declaration makes the server show on the wire. Connects to nothing.
 *
 * @param option the option, or a module with {@code mod_}
 * @param others options that have a say in it where the first has none, the nearer one first
 * @param listener where it shows
 * @param fact by what it shows
 * @param promise what has to be seen; empty where the declaration promises nothing
 */
record LiveRule(
    String option,
    List<String> others,
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
              List.of("registration_invite_only"),
              C2S,
              StreamFacts.REGISTRATION_FORM_AFTER_TLS,
              LiveRule::registration),
          module(
              "mod_bosh",
              BOSH,
              BoshFacts.SESSION,
              new Manner.IsNot(BoshFacts.ABSENT),
              new Manner.Is(BoshFacts.ABSENT)),
          bosh("bosh_max_inactivity", BoshFacts.INACTIVITY, Long.MAX_VALUE),
          bosh("bosh_max_polling", BoshFacts.POLLING, Long.MAX_VALUE),
          bosh("bosh_max_wait", BoshFacts.WAIT, BoshFacts.WAIT_ASKED),
          module(
              "mod_websocket",
              WEBSOCKET,
              WebSocketFacts.STREAM,
              new Manner.Is("features"),
              new Manner.Begins(WebSocketFacts.REFUSED)),
          module(
              "mod_dialback",
              S2S,
              ServerStreamFacts.DIALBACK_AFTER_TLS,
              new Manner.Yes(),
              new Manner.No()),
          module(
              "mod_s2s_bidi",
              S2S,
              ServerStreamFacts.BIDI_AFTER_TLS,
              new Manner.Yes(),
              new Manner.No()),
          module("mod_sasl2", C2S, SaslFacts.SASL2, new Manner.Yes(), new Manner.No()),
          limit("c2s_unauthed_stanza_size_limit", C2S),
          limit("s2s_unauthed_stanza_size_limit", S2S),
          new LiveRule(
              "disable_sasl_mechanisms",
              List.of(),
              C2S,
              SaslFacts.MECHANISMS_AFTER_TLS,
              host -> host.texts("disable_sasl_mechanisms").map(LiveRule::without)),
          versions("c2s_ssl", C2S),
          versions("s2s_ssl", S2S));

  /** Where the file says it; empty where it is by default or by the modules that are loaded. */
  Optional<Setting> setting(DeclaredFor host) {
    return Stream.concat(Stream.of(option), others.stream())
        .map(host::setting)
        .flatMap(Optional::stream)
        .findFirst();
  }

  boolean isOfModule() {
    return option.startsWith(ProsodyModule.PREFIX);
  }

  private static LiveRule flag(
      String option, Listener listener, Fact<?> fact, String whenOn, String whenOff) {
    return new LiveRule(
        option,
        List.of(),
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
        List.of(),
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

  /** A value of a session, which is never more than what was asked for. */
  private static LiveRule bosh(String option, Fact<?> fact, long asked) {
    return new LiveRule(
        option,
        List.of(),
        BOSH,
        fact,
        host ->
            host.loads("mod_bosh")
                ? host.number(option)
                    .map(
                        seconds ->
                            new Promise(
                                seconds.toString(),
                                new Manner.Is(Long.toString(Math.min(seconds, asked)))))
                : Optional.empty());
  }

  /** The limit that a stream tells (XEP-0478) is the one that holds before a login. */
  private static LiveRule limit(String option, Listener listener) {
    return new LiveRule(
        option,
        List.of(),
        listener,
        StreamFacts.LIMIT_MAX_BYTES,
        host ->
            host.number(option)
                .map(bytes -> new Promise(bytes.toString(), new Manner.Is(bytes.toString()))));
  }

  private static LiveRule versions(String option, Listener listener) {
    return new LiveRule(
        option,
        List.of("ssl", "tls_profile"),
        listener,
        TlsFacts.VERSIONS,
        host -> Optional.of(only(TlsProtocols.of(host, option))));
  }

  private static Promise without(SortedSet<String> mechanisms) {
    return new Promise("without " + String.join(", ", mechanisms), new Manner.Excludes(mechanisms));
  }

  private static Promise only(SortedSet<String> versions) {
    return new Promise(String.join(", ", versions), new Manner.Only(versions));
  }
}
