package io.github.prosodyprobe.http;

import org.jspecify.annotations.Nullable;

/** How we introduce ourselves, so that an operator who reads the log knows what came. */
final class UserAgent {

  /** The value of the header. */
  static final String VALUE =
      "prosody-probe/" + version() + " (XMPP compliance scan; asks only, changes nothing)";

  private UserAgent() {}

  private static String version() {
    @Nullable String version = UserAgent.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
