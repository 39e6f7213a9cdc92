package io.github.prosodyprobe.config;

import java.util.Optional;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What Prosody 13 gives a file that reads back an option with a table: something to append to or to
 * walk, but not the table.
 */
final class OptionReference extends LuaTable {

  private final Draft draft;
  private final Meter meter;
  private final String host;
  private final String option;

  OptionReference(Draft draft, Meter meter, String host, String option) {
    this.draft = draft;
    this.meter = meter;
    this.host = host;
    this.option = option;
    LuaTable operations = new LuaTable();
    operations.rawset("append", Native.of(arguments -> append(arguments.arg(2))));
    operations.rawset("value", Native.of(arguments -> value()));
    operations.rawset("values", Native.of(arguments -> values()));
    LuaTable unknown = new LuaTable();
    unknown.rawset(
        "__index",
        Native.of(
            arguments -> {
              throw new LuaError(
                  "Unknown config option operation: '" + arguments.arg(2).tojstring() + "'");
            }));
    operations.setmetatable(unknown);
    LuaTable behaviour = new LuaTable();
    behaviour.rawset("__index", operations);
    behaviour.rawset("__call", Native.of(arguments -> called(arguments.arg(2))));
    setmetatable(behaviour);
  }

  /** The reference as a value, if the table is one. */
  static Optional<Value> in(LuaTable table) {
    return table instanceof OptionReference reference
        ? Optional.of(new Value.Reference(reference.host, reference.option))
        : Optional.empty();
  }

  private LuaValue value() {
    return draft.get(host, option);
  }

  private LuaValue called(LuaValue added) {
    if (!added.istable()) {
      throw new LuaError("Invalid syntax - missing '=' perhaps?");
    }
    return append(added);
  }

  private LuaValue append(LuaValue added) {
    if (!(added instanceof LuaTable addition)) {
      throw new LuaError(
          "'append' operation expects a list of values to append to the existing list");
    }
    LuaTable list = value().istable() ? value().checktable() : new LuaTable();
    if (!addition.get(1).isnil()) {
      int end = list.length();
      for (int index = 1; !addition.get(index).isnil(); index++) {
        grow();
        list.set(end + index, addition.get(index));
      }
    } else {
      Varargs next = addition.next(LuaValue.NIL);
      while (!next.arg1().isnil()) {
        grow();
        list.set(next.arg1(), next.arg(2));
        next = addition.next(next.arg1());
      }
    }
    draft.touched(host, option, list, meter.here());
    return this;
  }

  private void grow() {
    meter.step(1);
    meter.allocate(64);
  }

  private Varargs values() {
    LuaValue table = value();
    LuaValue[] key = {LuaValue.NIL};
    return Native.of(
        ignored -> {
          Varargs next = table.next(key[0]);
          key[0] = next.arg1();
          return next.arg(2);
        });
  }
}
