package io.github.prosodyprobe.config;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** A function of ours that Lua can call. */
final class Native extends VarArgFunction {

  private final Function<Varargs, Varargs> body;

  private Native(Function<Varargs, Varargs> body) {
    this.body = body;
  }

  /** A function that gets what is in its call's brackets and returns any number of values. */
  static LuaValue of(Function<Varargs, Varargs> body) {
    return new Native(body);
  }

  /** Lua's bytes as text; what is not UTF-8 becomes U+FFFD. */
  static String text(LuaString bytes) {
    return new String(bytes.m_bytes, bytes.m_offset, bytes.m_length, StandardCharsets.UTF_8);
  }

  /** Text as Lua's bytes. */
  static LuaString bytes(String text) {
    return LuaString.valueOf(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Varargs invoke(Varargs arguments) {
    return body.apply(arguments);
  }
}
