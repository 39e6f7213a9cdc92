package io.github.prosodyprobe.config;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.OsLib;

/** Of the library {@code os}: variables that were given, and the clock. */
final class OsFunctions {

  private OsFunctions() {}

  static LuaTable library(Draft draft) {
    Globals scratch = new Globals();
    scratch.set("package", new LuaTable());
    scratch.get("package").set("loaded", new LuaTable());
    new OsLib().call(LuaValue.EMPTYSTRING, scratch);
    LuaTable library = new LuaTable();
    for (String name : new String[] {"time", "date", "clock", "difftime"}) {
      library.rawset(name, scratch.get("os").get(name));
    }
    library.rawset(
        "getenv", Native.of(arguments -> draft.variable(Native.text(arguments.checkstring(1)))));
    return library;
  }
}
