package io.github.prosodyprobe.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Turns a value of Lua into one of ours: plain, finite, and aware of what is a secret. */
final class ValueReader {

  private static final int MAXIMUM_DEPTH = 32;
  private static final int MAXIMUM_VALUES = 200_000;

  private final Secrets secrets;
  private int values;

  ValueReader(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The value of an option. */
  Value read(String name, LuaValue value) {
    return read(value, secrecy(name), 0);
  }

  private enum Secrecy {
    OPEN,
    SECRET
  }

  private static Secrecy secrecy(String name) {
    return SecretNames.isSecret(name) ? Secrecy.SECRET : Secrecy.OPEN;
  }

  private Value read(LuaValue value, Secrecy secrecy, int depth) {
    if (++values > MAXIMUM_VALUES || depth > MAXIMUM_DEPTH) {
      return new Value.Unknown("too much to show, or a table inside itself");
    }
    return switch (value) {
      case ServersValue unknown -> new Value.Unknown(unknown.what());
      case LuaTable table ->
          OptionReference.in(table).orElseGet(() -> table(table, secrecy, depth));
      default ->
          switch (value.type()) {
            case LuaValue.TSTRING -> text(Native.text(value.checkstring()), secrecy);
            case LuaValue.TNUMBER -> new Value.NumberValue(value.todouble());
            case LuaValue.TBOOLEAN -> new Value.Flag(value.toboolean());
            default -> new Value.Unknown("a " + value.typename());
          };
    };
  }

  private Value text(String text, Secrecy secrecy) {
    return switch (secrecy) {
      case OPEN -> new Value.Text(text, secrets.areIn(text));
      case SECRET -> {
        boolean secret = !isPath(text);
        if (secret) {
          secrets.add(text);
        }
        yield new Value.Text(text, secret);
      }
    };
  }

  /** The {@code key} of a certificate is the name of a file, and what a report must show. */
  private static boolean isPath(String text) {
    return text.matches("(?:/|\\.{0,2}/)[^\\n]*|[^\\n]*\\.(?:pem|key|crt)");
  }

  private Value table(LuaTable table, Secrecy secrecy, int depth) {
    List<Value> items = new ArrayList<>();
    for (int index = 1; values <= MAXIMUM_VALUES; index++) {
      LuaValue item = table.rawget(index);
      if (item.isnil()) {
        break;
      }
      items.add(read(item, secrecy, depth + 1));
    }
    Map<String, Value> entries = new LinkedHashMap<>();
    Varargs next = table.next(LuaValue.NIL);
    while (!next.arg1().isnil() && values <= MAXIMUM_VALUES) {
      LuaValue key = next.arg1();
      if (!(key.isint()
          && key.type() == LuaValue.TNUMBER
          && key.toint() >= 1
          && key.toint() <= items.size())) {
        String name = key(key);
        Secrecy inner = secrecy == Secrecy.SECRET ? secrecy : secrecy(name);
        entries.put(name, read(next.arg(2), inner, depth + 1));
      }
      next = table.next(key);
    }
    return new Value.Table(items, entries);
  }

  private static String key(LuaValue key) {
    return switch (key.type()) {
      case LuaValue.TSTRING -> Native.text(key.checkstring());
      case LuaValue.TNUMBER -> LuaNumbers.text(key.todouble());
      case LuaValue.TBOOLEAN -> Boolean.toString(key.toboolean());
      default -> key.typename();
    };
  }
}
