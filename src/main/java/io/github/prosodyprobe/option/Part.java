package io.github.prosodyprobe.option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The part of an installation that a reader of options belongs to. */
public enum Part {
  /** What is there without any module. */
  SERVER,
  /** A module that comes with Prosody. */
  CORE,
  /** A module of the package {@code prosody-modules}. */
  COMMUNITY,
  /** A community's module that is in no package. */
  UNPACKAGED,
  /** The command {@code prosodyctl}: what it reads has no effect on the server. */
  PROSODYCTL;

  /** How the catalogue writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of all constants. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Part::word).toList();
  }

  /** The constant that the catalogue writes so. */
  public static Optional<Part> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
