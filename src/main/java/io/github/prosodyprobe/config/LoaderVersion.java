package io.github.prosodyprobe.config;

import java.util.Optional;

/** The Prosody whose loader is followed; the two give some lines different meanings. */
public enum LoaderVersion {
  /** A name in the file is never read back as an option; no functions that read files. */
  V0_12,
  /** Options can be read back and appended to; {@code FileContents} and its like, {@code Lua}. */
  V13;

  /** The loader of a version as Prosody writes it ({@code 0.12.3}, {@code 13.0.1}), if known. */
  public static Optional<LoaderVersion> of(String version) {
    if (version.equals("0.12") || version.startsWith("0.12.")) {
      return Optional.of(V0_12);
    }
    return version.equals("13") || version.startsWith("13.") ? Optional.of(V13) : Optional.empty();
  }
}
