package io.github.prosodyprobe.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an option is set to. {@link #toString()} is Lua, with {@code ***} in place of secrets. */
public sealed interface Value {

  /** What stands in place of a secret. */
  String MASK = "***";

  /**
   * A string; bytes that are not UTF-8 are U+FFFD.
   *
   * @param secret whether nobody may print it
   */
  record Text(String text, boolean secret) implements Value {
    @Override
    public String toString() {
      return secret ? '"' + MASK + '"' : quoted(text);
    }
  }

  /** A number, whole or not: Lua's two kinds are one here. */
  record NumberValue(double number) implements Value {
    @Override
    public String toString() {
      return LuaNumbers.text(number);
    }
  }

  /** {@code true} or {@code false}. */
  record Flag(boolean on) implements Value {
    @Override
    public String toString() {
      return Boolean.toString(on);
    }
  }

  /**
   * A table.
   *
   * @param items what stands at 1, 2, … without a gap
   * @param entries everything else, in the order in which Lua happens to walk it, which for keys of
   *     text says nothing; numbers and flags as keys are in their Lua notation
   */
  record Table(List<Value> items, Map<String, Value> entries) implements Value {
    public Table {
      items = List.copyOf(items);
      entries = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(entries));
    }

    @Override
    public String toString() {
      return Stream.concat(
              items.stream().map(Value::toString), entries.entrySet().stream().map(Table::written))
          .collect(Collectors.joining("; ", "{ ", " }"));
    }

    private static String written(Map.Entry<String, Value> entry) {
      String key = entry.getKey();
      return (key.matches("[A-Za-z_]\\w*") ? key : "[" + quoted(key) + "]")
          + " = "
          + entry.getValue();
    }
  }

  /** What 13 makes of {@code a = b} when {@code b} is an option with a table: not that table. */
  record Reference(String host, String option) implements Value {
    @Override
    public String toString() {
      return "(a reference to " + option + ')';
    }
  }

  /** Something that is no value of a configuration, or that only the server has. */
  record Unknown(String what) implements Value {
    @Override
    public String toString() {
      return '(' + what + ')';
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
