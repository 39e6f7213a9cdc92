package io.github.prosodyprobe.config;

import org.luaj.vm2.LuaError;

/** An error of Lua about something that is deliberately not there; the file may catch it. */
final class Refusal extends LuaError {

  private static final long serialVersionUID = 1L;

  private final transient Location location;
  private final String what;

  Refusal(Location location, String what) {
    super(what, 0);
    this.location = location;
    this.what = what;
  }

  /** Where it was asked for. */
  Location location() {
    return location;
  }

  /** What was asked for and why there is none. */
  String what() {
    return what;
  }
}
