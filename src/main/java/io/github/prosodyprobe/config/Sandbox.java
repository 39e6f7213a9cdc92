package io.github.prosodyprobe.config;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNil;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.UpValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.jse.JseMathLib;

/** Makes the globals that a configuration sees: Lua's own, without a way out. */
final class Sandbox {

  private Sandbox() {}

  /** Fresh globals. The machine keeps metatables of types per JVM: one evaluation at a time. */
  static Globals globals(Draft draft, Meter meter) {
    Globals globals = new Globals();
    LuaTable packages = new LuaTable();
    packages.rawset("loaded", new LuaTable());
    globals.rawset("package", packages);
    globals.load(new BaseLib());
    globals.load(new TableLib());
    globals.load(new JseMathLib());
    LuaC.install(globals);
    globals.loader = (code, name, environment) -> closure(globals, code, environment);
    globals.debuglib = meter;
    BaseFunctions.install(globals, draft, meter);
    TableFunctions.install(globals.get("table").checktable(), meter);
    mathematics(globals.get("math").checktable());
    LuaTable strings = StringFunctions.library(meter);
    globals.rawset("string", strings);
    globals.rawset("os", refusing(meter, "os", OsFunctions.library(draft)));
    for (String name : new String[] {"io", "debug", "coroutine"}) {
      globals.rawset(name, refusing(meter, name, new LuaTable()));
    }
    for (String name : new String[] {"dofile", "loadfile"}) {
      globals.rawset(name, refused(meter, name));
    }
    globals.rawset("require", Native.of(arguments -> require(globals, meter, arguments)));
    globals.rawset("package", modules(globals, meter));
    globals.rawset(SourceScan.FLOOR_DIVISION, floorDivision());
    typeMetatables(strings);
    return globals;
  }

  /** {@code a % __floor_division % b}: the first gives half an operation, the second the rest. */
  private static LuaValue floorDivision() {
    LuaTable operator = new LuaTable();
    LuaTable first = new LuaTable();
    first.rawset(
        "__mod",
        Native.of(
            operands -> {
              LuaValue dividend = operands.arg(1);
              LuaTable half = new LuaTable();
              LuaTable second = new LuaTable();
              second.rawset(
                  "__mod",
                  Native.of(
                      rest ->
                          LuaValue.valueOf(
                              Math.floor(dividend.checkdouble() / rest.checkdouble(2)))));
              half.setmetatable(second);
              return half;
            }));
    operator.setmetatable(first);
    return operator;
  }

  /**
   * The machine's own loader watches a function only where its names are the globals themselves;
   * ours are of a file.
   */
  private static LuaClosure closure(Globals globals, Prototype code, LuaValue environment) {
    LuaClosure closure = new LuaClosure(code, globals);
    if (closure.upValues.length > 0) {
      closure.upValues[0] = new UpValue(new LuaValue[] {environment}, 0);
    }
    return closure;
  }

  private static void mathematics(LuaTable library) {
    library.rawset("maxinteger", LuaValue.valueOf((double) Long.MAX_VALUE));
    library.rawset("mininteger", LuaValue.valueOf((double) Long.MIN_VALUE));
    library.rawset(
        "tointeger",
        Native.of(
            arguments -> {
              LuaValue number = arguments.arg(1).tonumber();
              return !number.isnil() && number.todouble() == Math.rint(number.todouble())
                  ? number
                  : LuaValue.NIL;
            }));
    library.rawset(
        "type",
        Native.of(
            arguments -> {
              LuaValue value = arguments.checkvalue(1);
              if (value.type() != LuaValue.TNUMBER) {
                return LuaValue.NIL;
              }
              return LuaValue.valueOf(
                  value.todouble() == Math.rint(value.todouble()) ? "integer" : "float");
            }));
  }

  private static LuaTable modules(Globals globals, Meter meter) {
    LuaTable modules = new LuaTable();
    modules.rawset("path", "");
    modules.rawset("cpath", "");
    modules.rawset("config", "/\n;\n?\n!\n-\n");
    LuaTable loaded = new LuaTable();
    for (String name : new String[] {"string", "table", "math", "os", "io", "debug", "coroutine"}) {
      loaded.rawset(name, globals.rawget(name));
    }
    loaded.rawset("_G", globals);
    modules.rawset("loaded", loaded);
    modules.rawset("preload", new LuaTable());
    return refusing(meter, "package", modules);
  }

  private static Varargs require(Globals globals, Meter meter, Varargs arguments) {
    LuaString name = arguments.checkstring(1);
    LuaValue loaded = globals.rawget("package").get("loaded");
    LuaValue module = loaded.istable() ? loaded.get(name) : LuaValue.NIL;
    if (!module.isnil()) {
      return module;
    }
    throw new Refusal(
        meter.here(),
        "the Lua module \"" + Native.text(name) + "\" is not there: only the server has modules");
  }

  private static LuaTable refusing(Meter meter, String library, LuaTable functions) {
    LuaTable rest = new LuaTable();
    rest.rawset(
        "__index",
        Native.of(
            arguments -> {
              LuaValue key = arguments.arg(2);
              return key.type() == LuaValue.TSTRING
                  ? refused(meter, library + "." + Native.text(key.checkstring()))
                  : LuaValue.NIL;
            }));
    rest.rawset("__metatable", LuaValue.FALSE);
    functions.setmetatable(rest);
    return functions;
  }

  private static LuaValue refused(Meter meter, String name) {
    return Native.of(
        arguments -> {
          throw new Refusal(meter.here(), name + " is not run when a configuration is read");
        });
  }

  private static void typeMetatables(LuaTable strings) {
    LuaTable ofStrings = new LuaTable();
    ofStrings.rawset(LuaValue.INDEX, strings);
    LuaString.s_metatable = ofStrings;
    LuaNil.s_metatable = null;
    LuaNumber.s_metatable = null;
    LuaBoolean.s_metatable = null;
    LuaFunction.s_metatable = null;
    LuaThread.s_metatable = null;
  }
}
