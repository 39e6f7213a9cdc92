package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Configuration;
import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.option.SeriesOptions;
import java.util.Optional;

/**
 * Writes what a configuration promises of the running server as a policy that somebody can edit.
 * Connects to nothing.
 */
public final class DerivedPolicy {

  private DerivedPolicy() {}

  /**
   * The text of a policy file.
   *
   * @param configuration the file
   * @param domain the virtual host that is meant, in ASCII
   * @param series of the version that reads it
   */
  public static String of(Configuration configuration, String domain, SeriesOptions series) {
    DeclaredFor host =
        new DeclaredFor(
            configuration,
            Declaration.virtualHost(configuration, domain).orElse(domain),
            new LoadedModules(configuration, series),
            series);
    StringBuilder text = new StringBuilder();
    text.append("# What the configuration of ").append(domain);
    text.append(" promises of the running server.\n");
    text.append(
        "# Edit it, and scan with --policy FILE; prosody-probe policy validate FILE checks it.\n");
    text.append("policy:\n  name: declared-").append(domain.replace('.', '-')).append('\n');
    text.append("  version: 1\n");
    text.append("  description: What the configuration file declares, and Prosody ");
    text.append(series.series()).append("'s defaults.\n\nchecks:\n");
    for (LiveRule rule : LiveRule.ALL) {
      rule.promise().apply(host).ifPresent(promise -> append(text, rule, promise, host));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, LiveRule rule, Promise promise, DeclaredFor host) {
    Optional<Setting> setting = rule.setting(host);
    text.append("  - id: declared-").append(rule.option().replace('_', '-')).append('\n');
    text.append("    title: ")
        .append(quoted(rule.option() + " is as declared: " + promise.words()));
    text.append("\n    on: [").append(rule.listener()).append("]\n    severity: warning\n");
    text.append("    expect:\n      ").append(rule.fact()).append(": ");
    text.append(promise.matcher()).append('\n');
    text.append("    why: ");
    text.append(
        quoted(
            setting
                .map(it -> "The file says so in line " + it.location().line() + ".")
                .orElse("The file leaves it to Prosody.")));
    text.append("\n    fix: { prosody: ");
    text.append(
        quoted(setting.map(Setting::declared).orElse("-- as it is, after prosodyctl reload")));
    text.append(" }\n    cite: [ { document: 'the configuration file' } ]\n");
  }

  private static String quoted(String text) {
    return "'" + text.replaceAll("\\s+", " ").replace("'", "''") + "'";
  }
}
