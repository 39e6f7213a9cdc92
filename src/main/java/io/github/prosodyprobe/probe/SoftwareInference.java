package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.probe.SecureTalk.Held;
import io.github.prosodyprobe.tls.CompleteHandshake.Version;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Guesses the software from what only it does. Server operators may hide their version, and do; the
 * guess is for the reader of a report and no ground for a verdict.
 */
final class SoftwareInference {

  private static final String UNKNOWN = "unknown";

  /** Prosody's stream ids; ejabberd's are decimal numbers. */
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{15,20}");

  private SoftwareInference() {}

  /** The guess for what was seen under the TLS versions that the server speaks. */
  static String of(List<Held> held) {
    if (held.stream().allMatch(each -> each.header().id().matches(LONG_NUMBER))) {
      return "ejabberd (inferred)";
    }
    if (!held.stream().allMatch(each -> each.header().id().matches(UUID))) {
      return UNKNOWN;
    }
    boolean limits = held.stream().allMatch(each -> each.features().maxBytes().isPresent());
    if (limits && held.stream().anyMatch(each -> each.features().channelBindings().isPresent())) {
      return "Prosody 13 or newer (inferred)";
    }
    return !limits && bindsOnlyUnderTls12(held) ? "Prosody 0.12 or older (inferred)" : UNKNOWN;
  }

  /** Before tls-exporter there was nothing to bind to under TLS 1.3, and nothing was announced. */
  private static boolean bindsOnlyUnderTls12(List<Held> held) {
    return held.stream()
        .allMatch(
            each ->
                each.features().channelBindings().isEmpty()
                    && each.trial().mechanism().isEmpty()
                        == (each.session().version() == Version.TLS_1_3));
  }
}
