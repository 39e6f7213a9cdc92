package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.config.Value;
import io.github.prosodyprobe.fact.ConfigFacts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Names the values that take away protection which Prosody has without them. Connects to nothing.
 *
 * @param option a regular expression of the options' names
 * @param isUnsafe whether a value is such a one
 * @param why what it means, and the line to write instead
 */
record UnsafeRule(Pattern option, Predicate<Value> isUnsafe, String why) {

  private static final Set<String> EVERYBODY = Set.of("0.0.0.0/0", "::/0");
  private static final Set<String> EVERYWHERE = Set.of("*", "0.0.0.0", "::");

  /** Protocols of LuaSec that let in what RFC 9325, section 3.1.1 forbids. */
  private static final Pattern OLD_PROTOCOL = Pattern.compile("sslv.*|tlsv1(_1)?\\+?");

  private static final Pattern WEAK_SUITES =
      Pattern.compile(
          "(^|[:, +])(ALL|COMPLEMENTOFALL|aNULL|eNULL|NULL|LOW|EXPORT|EXP|RC4|3DES|DES|MD5)([:,+@]|$)");

  private static final List<UnsafeRule> ALL =
      List.of(
          off(
              "c2s_require_encryption",
              "clients may stay in clear text; write c2s_require_encryption = true"),
          off(
              "s2s_require_encryption",
              "other servers may stay in clear text; write s2s_require_encryption = true"),
          off(
              "s2s_secure_auth",
              "servers are believed without a certificate; write s2s_secure_auth = true"),
          listed(
              "s2s_insecure_domains",
              _ -> true,
              "these servers are believed without a certificate; write s2s_insecure_domains = { }"),
          on(
              "allow_unencrypted_plain_auth",
              "passwords may pass in clear text; write allow_unencrypted_plain_auth = false"),
          text(
              "authentication",
              "internal_plain"::equals,
              "passwords are stored as they are; write authentication = \"internal_hashed\""),
          on("allow_registration", "anybody may make accounts; write allow_registration = false"),
          listed(
              ".*_allow_cidr|trusted_proxies|proxy_trusted_proxies",
              EVERYBODY::contains,
              "it lets in the whole world; name the networks that are meant"),
          listed(
              "(console|component|legacy_admin_telnet)_interfaces?",
              EVERYWHERE::contains,
              "outsiders reach the port; write \"127.0.0.1\", or close it with a firewall"),
          text(
              "tls_profile",
              Set.of("old", "legacy")::contains,
              "old versions of TLS are offered; write tls_profile = \"intermediate\""),
          new UnsafeRule(
              Pattern.compile("ssl|.*_ssl"),
              UnsafeRule::isWeakTls,
              "old versions or weak suites of TLS are offered; leave protocol and ciphers out"),
          on("ssl_compression", "secrets can be guessed from lengths; leave the line out"),
          on(
              "push_notification_with_(body|sender)",
              "operators of push services read it; write false"),
          on("http_dir_listing", "folders show what is in them; write http_dir_listing = false"),
          on("anonymous_rest", "anybody sends stanzas; write anonymous_rest = false"));

  /** What is to be said of a value; empty where nothing is. */
  static Optional<Finding> on(Setting setting) {
    return ALL.stream()
        .filter(rule -> rule.option.matcher(setting.name()).matches())
        .filter(rule -> rule.isUnsafe.test(setting.value()))
        .findFirst()
        .map(rule -> Finding.of(ConfigFacts.UNSAFE_VALUES, setting, rule.why));
  }

  private static UnsafeRule on(String option, String why) {
    return flag(option, true, why);
  }

  private static UnsafeRule off(String option, String why) {
    return flag(option, false, why);
  }

  private static UnsafeRule flag(String option, boolean unsafe, String why) {
    return new UnsafeRule(
        Pattern.compile(option),
        value -> Values.flag(value).filter(flag -> flag == unsafe).isPresent(),
        why);
  }

  private static UnsafeRule text(String option, Predicate<String> unsafe, String why) {
    return new UnsafeRule(
        Pattern.compile(option),
        value -> Values.scalar(value) instanceof Value.Text it && unsafe.test(it.text()),
        why);
  }

  private static UnsafeRule listed(String option, Predicate<String> unsafe, String why) {
    return new UnsafeRule(
        Pattern.compile(option), value -> Values.texts(value).anyMatch(unsafe), why);
  }

  private static boolean isWeakTls(Value value) {
    if (!(value instanceof Value.Table table)) {
      return false;
    }
    return has(table, "protocol", text -> OLD_PROTOCOL.matcher(text).matches())
        || has(table, "ciphers", UnsafeRule::isWeakSuites);
  }

  /** What is struck out with an exclamation mark or a minus sign is no weakness. */
  private static boolean isWeakSuites(String ciphers) {
    return WEAK_SUITES.matcher(ciphers.replaceAll("[!-][A-Za-z0-9_+-]+", "")).find();
  }

  private static boolean has(Value.Table table, String key, Predicate<String> unsafe) {
    return Optional.ofNullable(table.entries().get(key)).stream()
        .flatMap(Values::texts)
        .anyMatch(text -> unsafe.test(key.equals("protocol") ? lower(text) : text));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
