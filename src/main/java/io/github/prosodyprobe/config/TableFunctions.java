package io.github.prosodyprobe.config;

import org.luaj.vm2.Buffer;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Those functions of the library {@code table} that the machine's own does not bound. */
final class TableFunctions {

  private static final int MAXIMUM_VALUES = 100_000;

  private final Meter meter;

  private TableFunctions(Meter meter) {
    this.meter = meter;
  }

  static void install(LuaTable library, Meter meter) {
    TableFunctions functions = new TableFunctions(meter);
    library.rawset("concat", Native.of(functions::joined));
    library.rawset("unpack", Native.of(functions::unpacked));
    library.rawset("insert", Native.of(functions::inserted));
    library.rawset("move", Native.of(functions::moved));
  }

  private Varargs joined(Varargs arguments) {
    LuaTable table = arguments.checktable(1);
    LuaString separator = arguments.optstring(2, LuaValue.EMPTYSTRING);
    int first = arguments.optint(3, 1);
    int last = arguments.arg(4).optint(table.length());
    Buffer joined = new Buffer();
    for (int index = first; index <= last; index++) {
      LuaValue item = table.get(index);
      if (item instanceof ServersValue) {
        return item;
      }
      if (!item.isstring()) {
        throw new LuaError("invalid value (at index " + index + ") in table for 'concat'");
      }
      LuaString text = BaseFunctions.text(item).checkstring();
      meter.step(1);
      meter.allocate(text.m_length + (long) separator.m_length);
      joined.append(text);
      if (index == last) {
        break;
      }
      joined.append(separator);
    }
    return joined.tostring();
  }

  private Varargs unpacked(Varargs arguments) {
    LuaValue table = arguments.checkvalue(1);
    int first = arguments.optint(2, 1);
    int last = arguments.narg() >= 3 ? arguments.checkint(3) : table.length();
    long count = (long) last - first + 1;
    if (count <= 0) {
      return LuaValue.NONE;
    }
    if (count > MAXIMUM_VALUES) {
      throw new LuaError("too many results to unpack");
    }
    meter.allocate(16 * count);
    LuaValue[] values = new LuaValue[(int) count];
    for (int index = 0; index < values.length; index++) {
      values[index] = table.get(first + index);
    }
    return LuaValue.varargsOf(values);
  }

  private Varargs inserted(Varargs arguments) {
    LuaTable table = arguments.checktable(1);
    int length = table.length();
    meter.allocate(64);
    if (arguments.narg() == 2) {
      table.set(length + 1, arguments.arg(2));
      return LuaValue.NONE;
    }
    if (arguments.narg() != 3) {
      throw new LuaError("wrong number of arguments to 'insert'");
    }
    int position = arguments.checkint(2);
    if (position < 1 || position > length + 1) {
      throw new LuaError("bad argument #2 to 'insert' (position out of bounds)");
    }
    for (int index = length; index >= position; index--) {
      meter.step(1);
      table.set(index + 1, table.get(index));
    }
    table.set(position, arguments.arg(3));
    return LuaValue.NONE;
  }

  private Varargs moved(Varargs arguments) {
    LuaTable from = arguments.checktable(1);
    int first = arguments.checkint(2);
    int last = arguments.checkint(3);
    int target = arguments.checkint(4);
    LuaTable to = arguments.narg() >= 5 ? arguments.checktable(5) : from;
    long count = Math.max((long) last - first + 1, 0);
    boolean upwards = target > first;
    for (long step = 0; step < count; step++) {
      int offset = (int) (upwards ? count - 1 - step : step);
      meter.step(1);
      meter.allocate(64);
      to.set(target + offset, from.get(first + offset));
    }
    return to;
  }
}
