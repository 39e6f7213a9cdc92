package io.github.prosodyprobe.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The options of one host, or of the global section.
 *
 * @param name as Prosody prepares it (RFC 3491), or {@code *}
 * @param kind what defines it
 * @param componentModule the module that serves a component; {@code component} where none is named
 * @param location of the first line that defines it; of the global section the main file
 * @param settings by name, in the order in which they were first set
 */
public record HostSection(
    String name,
    Kind kind,
    Optional<String> componentModule,
    Location location,
    Map<String, Setting> settings) {

  /** What a section is of. */
  public enum Kind {
    GLOBAL,
    VIRTUAL_HOST,
    COMPONENT
  }

  public HostSection {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
