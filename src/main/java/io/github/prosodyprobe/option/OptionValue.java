package io.github.prosodyprobe.option;

import java.util.List;
import java.util.stream.Collectors;

/** A value that a reader knows of: a default, or one of those that it takes. */
public sealed interface OptionValue {

  /** The value as a line of configuration has it. */
  String lua();

  /**
   * A text.
   *
   * @param text without quotes
   */
  record Text(String text) implements OptionValue {
    @Override
    public String lua() {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }

  /**
   * A number.
   *
   * @param number whole or not
   */
  record Number(double number) implements OptionValue {
    @Override
    public String lua() {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString((long) number)
          : Double.toString(number);
    }
  }

  /**
   * True or false.
   *
   * @param flag which
   */
  record Flag(boolean flag) implements OptionValue {
    @Override
    public String lua() {
      return Boolean.toString(flag);
    }
  }

  /**
   * A list; empty, it is any table without content.
   *
   * @param items without computed ones
   */
  record Items(List<OptionValue> items) implements OptionValue {
    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String lua() {
      return items.isEmpty()
          ? "{ }"
          : items.stream().map(OptionValue::lua).collect(Collectors.joining(", ", "{ ", " }"));
    }
  }

  /**
   * What Prosody works out when it runs.
   *
   * @param source how, as an expression of its source, perhaps the start of it
   */
  record Computed(String source) implements OptionValue {
    @Override
    public String lua() {
      return source;
    }
  }
}
