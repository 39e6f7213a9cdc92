package io.github.prosodyprobe.option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a reader makes of an option's value, as {@code core/moduleapi.lua} has it: of most misfits
 * Prosody logs an error and goes on with something else.
 */
public enum OptionType {
  /** Taken as it is; what becomes of it is the reader's own business. */
  ANY,
  /** One value of any kind; of a list, the first. */
  SCALAR,
  /** One text; a number or a boolean becomes its text. */
  STRING,
  /** One number, or a text that is one; anything else becomes nothing. */
  NUMBER,
  /** A whole number; a fraction is cut off, in 13. */
  INTEGER,
  /** True or false, also as a text, or as 1 and 0; anything else becomes nothing. */
  BOOLEAN,
  /** Seconds, or a text such as {@code 2 days}, or {@code never}; anything else becomes nothing. */
  PERIOD,
  /** A text that is a path, relative to a folder of Prosody's. */
  PATH,
  /** One of a closed list; another value is complained of, and taken all the same. */
  ENUM,
  /** A list; a single value is a list of one. */
  ARRAY,
  /** A list whose order and repetitions say nothing; a single value is a list of one. */
  SET,
  /** A set to which that of the global section is added. */
  INHERITED_SET,
  /** A list of port numbers; a single one is a list of one, and an empty list is no port. */
  PORTS,
  /** A table from names to values. */
  MAP,
  /** A table, be it a list or from names to values. */
  TABLE;

  private static final List<String> WORDS = Arrays.stream(values()).map(OptionType::word).toList();

  /** How the catalogue writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of all constants. */
  public static List<String> words() {
    return WORDS;
  }

  /** The constant that the catalogue writes so. */
  public static Optional<OptionType> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
