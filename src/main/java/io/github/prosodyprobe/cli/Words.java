package io.github.prosodyprobe.cli;

import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns the texts of options into values, with messages that say what is allowed. */
final class Words {

  private Words() {}

  /** A closed vocabulary. */
  static <T> ITypeConverter<T> of(Function<String, Optional<T>> vocabulary, String allowed) {
    return text ->
        vocabulary
            .apply(text)
            .orElseThrow(() -> new TypeConversionException("'" + text + "' should be " + allowed));
  }

  /** What a factory reads, which refuses with an {@link IllegalArgumentException}. */
  static <T> ITypeConverter<T> read(Function<String, T> factory) {
    return text -> {
      try {
        return factory.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }
}
