package io.github.prosodyprobe.config;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A value that only the server has; whatever is done with it gives the same again. */
final class ServersValue extends LuaUserdata {

  private static final String[] OPERATIONS = {
    "__index", "__call", "__concat", "__add", "__sub", "__mul", "__div", "__mod", "__pow", "__unm"
  };

  private final String what;

  private ServersValue(String what) {
    super(what, new LuaTable());
    this.what = what;
    LuaValue itself = Native.of(arguments -> this);
    for (String operation : OPERATIONS) {
      m_metatable.rawset(operation, itself);
    }
  }

  /** A value that is only known by what it is, for instance {@code a credential}. */
  static ServersValue of(String what) {
    return new ServersValue(what);
  }

  String what() {
    return what;
  }

  /** The first of these among the arguments of a function, which is then its result. */
  static java.util.Optional<LuaValue> among(Varargs arguments) {
    for (int index = 1; index <= arguments.narg(); index++) {
      if (arguments.arg(index) instanceof ServersValue value) {
        return java.util.Optional.of(value);
      }
    }
    return java.util.Optional.empty();
  }
}
