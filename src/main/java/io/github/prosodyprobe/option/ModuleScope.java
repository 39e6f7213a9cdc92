package io.github.prosodyprobe.option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How often a module is loaded ({@code module:set_global}, {@code module.add_host}). */
public enum ModuleScope {
  /** Once for each host that enables it. */
  HOST,
  /** Once for the server, whoever enables it. */
  GLOBAL,
  /** Once for the server, and it knows which hosts have enabled it. */
  SHARED;

  /** How the catalogue writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of all constants. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ModuleScope::word).toList();
  }

  /** The constant that the catalogue writes so. */
  public static Optional<ModuleScope> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
