package io.github.prosodyprobe.config;

import java.util.function.Function;
import org.luaj.vm2.Buffer;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code string}, every function bounded by the meter. */
final class StringFunctions {

  private final Meter meter;
  private final LuaTable library = new LuaTable();

  private StringFunctions(Meter meter) {
    this.meter = meter;
  }

  static LuaTable library(Meter meter) {
    StringFunctions functions = new StringFunctions(meter);
    functions.add("byte", functions::bytes);
    functions.add("char", functions::characters);
    functions.add("find", arguments -> functions.find(arguments));
    functions.add("format", arguments -> new StringFormat(arguments, meter).formatted());
    functions.add("gmatch", functions::each);
    functions.add("gsub", new Substitution(meter)::replaced);
    functions.add("len", arguments -> LuaValue.valueOf(arguments.checkstring(1).m_length));
    functions.add("lower", arguments -> functions.mapped(arguments, 'A', 'Z', 0x20));
    functions.add("match", functions::match);
    functions.add("rep", functions::repeated);
    functions.add("reverse", functions::reversed);
    functions.add("sub", functions::part);
    functions.add("upper", arguments -> functions.mapped(arguments, 'a', 'z', -0x20));
    return functions.library;
  }

  private void add(String name, Function<Varargs, Varargs> body) {
    library.rawset(
        name,
        Native.of(
            arguments ->
                ServersValue.among(arguments)
                    .<Varargs>map(value -> value)
                    .orElseGet(() -> body.apply(arguments))));
  }

  private Varargs bytes(Varargs arguments) {
    LuaString text = arguments.checkstring(1);
    int begin = begin(arguments.optint(2, 1), text.m_length);
    int end = end(arguments.optint(3, begin), text.m_length);
    if (begin > end) {
      return LuaValue.NONE;
    }
    meter.allocate(64L * (end - begin + 1));
    LuaValue[] bytes = new LuaValue[end - begin + 1];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = LuaValue.valueOf(text.luaByte(begin - 1 + index));
    }
    return LuaValue.varargsOf(bytes);
  }

  private Varargs characters(Varargs arguments) {
    byte[] bytes = new byte[arguments.narg()];
    meter.allocate(bytes.length);
    for (int index = 0; index < bytes.length; index++) {
      int character = arguments.checkint(index + 1);
      if (character < 0 || character > 0xff) {
        throw new LuaError("bad argument #" + (index + 1) + " to 'char' (value out of range)");
      }
      bytes[index] = (byte) character;
    }
    return LuaString.valueOf(bytes);
  }

  private Varargs find(Varargs arguments) {
    LuaString text = arguments.checkstring(1);
    LuaString pattern = arguments.checkstring(2);
    int from = begin(arguments.optint(3, 1), text.m_length) - 1;
    if (from > text.m_length) {
      return LuaValue.NIL;
    }
    if (!arguments.arg(4).toboolean()) {
      return search(text, pattern, from, Result.POSITIONS_AND_CAPTURES);
    }
    meter.step(text.m_length);
    int found = text.indexOf(pattern, from);
    return found < 0
        ? LuaValue.NIL
        : LuaValue.varargsOf(
            LuaValue.valueOf(found + 1), LuaValue.valueOf(found + pattern.m_length));
  }

  private Varargs match(Varargs arguments) {
    LuaString text = arguments.checkstring(1);
    int from = begin(arguments.optint(3, 1), text.m_length) - 1;
    return from > text.m_length
        ? LuaValue.NIL
        : search(text, arguments.checkstring(2), from, Result.CAPTURES);
  }

  private enum Result {
    POSITIONS_AND_CAPTURES,
    CAPTURES
  }

  private Varargs search(LuaString text, LuaString pattern, int start, Result result) {
    boolean anchored = pattern.m_length > 0 && pattern.luaByte(0) == '^';
    LuaPattern matcher = new LuaPattern(pattern, text, meter);
    for (int from = start; from <= text.m_length; from++) {
      int end = matcher.end(from, anchored ? 1 : 0);
      if (end >= 0) {
        return switch (result) {
          case CAPTURES -> captures(matcher, from, end, Math.max(matcher.captures(), 1));
          case POSITIONS_AND_CAPTURES ->
              LuaValue.varargsOf(
                  LuaValue.valueOf(from + 1),
                  LuaValue.valueOf(end),
                  captures(matcher, from, end, matcher.captures()));
        };
      }
      if (anchored) {
        break;
      }
    }
    return LuaValue.NIL;
  }

  private Varargs captures(LuaPattern matcher, int from, int end, int count) {
    LuaValue[] captures = new LuaValue[count];
    for (int index = 0; index < count; index++) {
      captures[index] = matcher.capture(index, from, end);
    }
    meter.allocate(64L * count);
    return LuaValue.varargsOf(captures);
  }

  private Varargs each(Varargs arguments) {
    LuaString text = arguments.checkstring(1);
    LuaString pattern = arguments.checkstring(2);
    int[] next = {0, -1};
    return Native.of(
        ignored -> {
          LuaPattern matcher = new LuaPattern(pattern, text, meter);
          for (int from = next[0]; from <= text.m_length; from++) {
            int end = matcher.end(from, 0);
            if (end >= 0 && end != next[1]) {
              next[0] = end;
              next[1] = end;
              return captures(matcher, from, end, Math.max(matcher.captures(), 1));
            }
          }
          next[0] = text.m_length + 1;
          return LuaValue.NIL;
        });
  }

  private Varargs repeated(Varargs arguments) {
    LuaString text = arguments.checkstring(1);
    int count = Math.max(arguments.checkint(2), 0);
    LuaString separator = arguments.optstring(3, LuaValue.EMPTYSTRING);
    long size = (long) count * text.m_length + Math.max(count - 1L, 0) * separator.m_length;
    meter.allocate(size);
    if (size == 0) {
      return LuaValue.EMPTYSTRING;
    }
    Buffer repeated = new Buffer((int) size);
    for (int index = 0; index < count; index++) {
      if (index > 0) {
        repeated.append(separator);
      }
      repeated.append(text);
    }
    return repeated.tostring();
  }

  private Varargs reversed(Varargs arguments) {
    LuaString text = arguments.checkstring(1);
    meter.allocate(text.m_length);
    byte[] bytes = new byte[text.m_length];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) text.luaByte(bytes.length - 1 - index);
    }
    return LuaString.valueOf(bytes);
  }

  private Varargs part(Varargs arguments) {
    LuaString text = arguments.checkstring(1);
    int begin = begin(arguments.checkint(2), text.m_length);
    int end = end(arguments.optint(3, -1), text.m_length);
    return begin > end ? LuaValue.EMPTYSTRING : text.substring(begin - 1, end);
  }

  private Varargs mapped(Varargs arguments, char first, char last, int shift) {
    LuaString text = arguments.checkstring(1);
    meter.allocate(text.m_length);
    byte[] bytes = new byte[text.m_length];
    for (int index = 0; index < bytes.length; index++) {
      int character = text.luaByte(index);
      bytes[index] =
          (byte) (character >= first && character <= last ? character + shift : character);
    }
    return LuaString.valueOf(bytes);
  }

  private static int begin(int position, int length) {
    return position > 0 ? position : position == 0 ? 1 : Math.max(length + position + 1, 1);
  }

  private static int end(int position, int length) {
    return position > length
        ? length
        : position >= 0 ? position : Math.max(length + position + 1, 0);
  }
}
