package io.github.prosodyprobe.config;

import io.github.prosodyprobe.config.ConfigurationProblem.Kind;
import java.io.ByteArrayInputStream;
import org.luaj.vm2.Buffer;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Those of Lua's basic functions that the machine's own library has not, or not bounded. */
final class BaseFunctions {

  private final Globals globals;
  private final Draft draft;
  private final Meter meter;

  private BaseFunctions(Globals globals, Draft draft, Meter meter) {
    this.globals = globals;
    this.draft = draft;
    this.meter = meter;
  }

  static void install(Globals globals, Draft draft, Meter meter) {
    BaseFunctions functions = new BaseFunctions(globals, draft, meter);
    globals.rawset("pcall", Native.of(functions::protectedCall));
    globals.rawset("xpcall", Native.of(functions::protectedCallWithHandler));
    globals.rawset("error", Native.of(functions::error));
    globals.rawset("load", Native.of(functions::load));
    globals.rawset("tostring", Native.of(arguments -> text(arguments.checkvalue(1))));
    globals.rawset("tonumber", Native.of(BaseFunctions::number));
    globals.rawset("ipairs", Native.of(BaseFunctions::items));
    globals.rawset("print", Native.of(arguments -> LuaValue.NONE));
    globals.rawset("collectgarbage", Native.of(arguments -> LuaValue.ZERO));
    globals.rawset("_VERSION", LuaValue.valueOf("Lua 5.4"));
  }

  /** A value as {@code tostring} writes it; a value that only the server has stays itself. */
  static LuaValue text(LuaValue value) {
    if (value.type() == LuaValue.TSTRING) {
      return value;
    }
    if (value instanceof ServersValue) {
      return value;
    }
    LuaValue converter = value.metatag(LuaValue.TOSTRING);
    if (!converter.isnil()) {
      return converter.call(value);
    }
    return value.type() == LuaValue.TNUMBER && !value.isint()
        ? LuaString.valueOf(LuaNumbers.text(value.todouble()))
        : LuaString.valueOf(value.tojstring());
  }

  private static Varargs number(Varargs arguments) {
    LuaValue value = arguments.checkvalue(1);
    if (value instanceof ServersValue) {
      return value;
    }
    return arguments.arg(2).isnil()
        ? value.tonumber()
        : value.checkstring().tonumber(arguments.checkint(2));
  }

  private static Varargs items(Varargs arguments) {
    LuaValue table = arguments.checkvalue(1);
    return LuaValue.varargsOf(
        Native.of(
            state -> {
              LuaValue index = LuaValue.valueOf(state.checkint(2) + 1);
              LuaValue value = state.arg(1).get(index);
              return value.isnil() ? LuaValue.NIL : LuaValue.varargsOf(index, value);
            }),
        table,
        LuaValue.ZERO);
  }

  private Varargs protectedCall(Varargs arguments) {
    try {
      return LuaValue.varargsOf(
          LuaValue.TRUE, arguments.checkvalue(1).invoke(arguments.subargs(2)));
    } catch (LuaError e) {
      return LuaValue.varargsOf(LuaValue.FALSE, caught(e));
    }
  }

  private Varargs protectedCallWithHandler(Varargs arguments) {
    try {
      return LuaValue.varargsOf(
          LuaValue.TRUE, arguments.checkvalue(1).invoke(arguments.subargs(3)));
    } catch (LuaError e) {
      return LuaValue.varargsOf(LuaValue.FALSE, arguments.arg(2).invoke(caught(e)));
    }
  }

  private LuaValue caught(LuaError error) {
    if (error instanceof Refusal refusal) {
      // In Prosody the call would have succeeded, and the file might have gone another way.
      draft.problem(Kind.NOT_EVALUATED, refusal.location(), refusal.what());
    }
    LuaValue message = error.getMessageObject();
    return message.type() == LuaValue.TSTRING
        ? Native.bytes(withPlace(Native.text(message.checkstring())))
        : message;
  }

  /** The machine writes {@code @file:line text} where Lua writes {@code file:line: text}. */
  private static String withPlace(String message) {
    return message.strip().replaceFirst("^@(\\S*:\\d+) ", "$1: ");
  }

  private Varargs error(Varargs arguments) {
    LuaValue message = arguments.arg(1);
    int level = arguments.optint(2, 1);
    if (message.type() != LuaValue.TSTRING || level <= 0) {
      throw new LuaError(message);
    }
    String text = Native.text(message.checkstring());
    throw new LuaError(Native.bytes(meter.caller(level) + ": " + text));
  }

  private Varargs load(Varargs arguments) {
    LuaValue chunk = arguments.arg(1);
    LuaString source = chunk.isfunction() ? joined(chunk) : arguments.checkstring(1);
    String name = arguments.arg(2).optjstring("=(load)");
    LuaValue environment = arguments.narg() >= 4 ? arguments.arg(4) : globals;
    byte[] bytes = new byte[source.m_length];
    source.copyInto(0, bytes, 0, bytes.length);
    meter.allocate(16L * bytes.length);
    try {
      return globals.load(
          new ByteArrayInputStream(SourceScan.of(bytes).rewritten()),
          // Only files are places.
          name.startsWith("@") ? "=" + name.substring(1) : name,
          "t",
          environment);
    } catch (LuaError e) {
      return LuaValue.varargsOf(LuaValue.NIL, e.getMessageObject());
    }
  }

  private LuaString joined(LuaValue reader) {
    Buffer source = new Buffer();
    while (true) {
      LuaValue piece = reader.call();
      if (!piece.isstring() || piece.checkstring().m_length == 0) {
        return source.tostring();
      }
      meter.step(1);
      meter.allocate(piece.checkstring().m_length);
      source.append(piece.checkstring());
    }
  }
}
