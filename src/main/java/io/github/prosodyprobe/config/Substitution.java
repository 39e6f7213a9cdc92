package io.github.prosodyprobe.config;

import org.luaj.vm2.Buffer;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.gsub} (reference manual, section 6.4). */
final class Substitution {

  private final Meter meter;

  Substitution(Meter meter) {
    this.meter = meter;
  }

  /** The text with its matches replaced, and how many there were. */
  Varargs replaced(Varargs arguments) {
    LuaString text = arguments.checkstring(1);
    LuaString pattern = arguments.checkstring(2);
    LuaValue replacement = replacement(arguments.arg(3));
    int maximum = arguments.optint(4, Integer.MAX_VALUE);
    boolean anchored = pattern.m_length > 0 && pattern.luaByte(0) == '^';
    LuaPattern matcher = new LuaPattern(pattern, text, meter);
    Buffer result = new Buffer(text.m_length);
    meter.allocate(text.m_length);
    int from = 0;
    int lastEnd = -1;
    int count = 0;
    while (count < maximum) {
      int end = matcher.end(from, anchored ? 1 : 0);
      if (end >= 0 && end != lastEnd) {
        count++;
        LuaString inserted = inserted(replacement, matcher, text, from, end);
        meter.allocate(inserted.m_length);
        result.append(inserted);
        from = end;
        lastEnd = end;
      } else if (from < text.m_length) {
        result.append((byte) text.luaByte(from++));
      } else {
        break;
      }
      if (anchored) {
        break;
      }
    }
    if (from < text.m_length) {
      result.append(text.substring(from, text.m_length));
    }
    return LuaValue.varargsOf(result.tostring(), LuaValue.valueOf(count));
  }

  private static LuaValue replacement(LuaValue given) {
    return switch (given.type()) {
      case LuaValue.TSTRING, LuaValue.TNUMBER -> given.strvalue();
      case LuaValue.TTABLE, LuaValue.TFUNCTION -> given;
      default ->
          throw new LuaError(
              "bad argument #3 to 'gsub' (string/function/table expected, got "
                  + given.typename()
                  + ")");
    };
  }

  private LuaString inserted(
      LuaValue replacement, LuaPattern matcher, LuaString text, int from, int end) {
    LuaValue value =
        switch (replacement) {
          case LuaString template -> template(template, matcher, from, end);
          case LuaValue table when table.istable() -> table.get(matcher.capture(0, from, end));
          default -> replacement.invoke(captures(matcher, from, end)).arg1();
        };
    if (!value.toboolean()) {
      return text.substring(from, end);
    }
    if (!value.isstring()) {
      throw new LuaError("invalid replacement value (a " + value.typename() + ")");
    }
    return value.checkstring();
  }

  private static Varargs captures(LuaPattern matcher, int from, int end) {
    LuaValue[] captures = new LuaValue[Math.max(matcher.captures(), 1)];
    for (int index = 0; index < captures.length; index++) {
      captures[index] = matcher.capture(index, from, end);
    }
    return LuaValue.varargsOf(captures);
  }

  private LuaString template(LuaString template, LuaPattern matcher, int from, int end) {
    Buffer filled = new Buffer();
    for (int index = 0; index < template.m_length; index++) {
      int character = template.luaByte(index);
      if (character != '%') {
        filled.append((byte) character);
        continue;
      }
      index++;
      int next = index < template.m_length ? template.luaByte(index) : -1;
      if (next == '%') {
        filled.append((byte) '%');
      } else if (next >= '0' && next <= '9') {
        LuaString capture =
            next == '0'
                ? matcher.whole(from, end)
                : matcher.capture(next - '1', from, end).checkstring();
        meter.allocate(capture.m_length);
        filled.append(capture);
      } else {
        throw new LuaError("invalid use of '%' in replacement string");
      }
    }
    return filled.tostring();
  }
}
