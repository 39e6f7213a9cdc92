package io.github.prosodyprobe.config;

import java.nio.file.Path;
import java.util.Optional;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.DebugLib;

/**
 * Watches the Lua machine instruction by instruction: ends it at its limits and knows the line that
 * it is at. As the machine's debug library, which nothing in the file can reach.
 */
final class Meter extends DebugLib {

  private static final int VALUE_BYTES = 64;
  private static final int INSTRUCTIONS_BETWEEN_LOOKS_AT_THE_CLOCK = 0x3ff;

  private final Limits limits;
  private final Path main;
  private final long end;
  private LuaClosure[] closures = new LuaClosure[16];
  private LuaValue[][] stacks = new LuaValue[16][];
  private int[] counters = new int[16];
  private int depth;
  private long instructions;
  private long bytes;
  private Location lastError;

  Meter(Limits limits, Path main) {
    this.limits = limits;
    this.main = main;
    this.end = System.nanoTime() + limits.time().toNanos();
    this.lastError = new Location(main, 0);
  }

  /** Ends the evaluation where a function of ours has done more steps than are left. */
  void step(int steps) {
    instructions += steps;
    if (instructions > limits.instructions()) {
      throw exceeded("more than " + limits.instructions() + " instructions");
    }
    if ((instructions & ~INSTRUCTIONS_BETWEEN_LOOKS_AT_THE_CLOCK)
            != ((instructions - steps) & ~INSTRUCTIONS_BETWEEN_LOOKS_AT_THE_CLOCK)
        && System.nanoTime() - end > 0) {
      throw exceeded("more than " + limits.time().toMillis() + " ms");
    }
  }

  /** Ends the evaluation where something is about to take more memory than is left. */
  void allocate(long size) {
    bytes += Math.max(size, 0);
    if (bytes > limits.memoryBytes()) {
      throw exceeded("more than " + limits.memoryBytes() + " bytes of memory");
    }
  }

  StopEvaluation exceeded(String what) {
    return new StopEvaluation(
        new ConfigurationProblem(
            ConfigurationProblem.Kind.LIMIT,
            here(),
            "the evaluation took " + what,
            Optional.empty(),
            Optional.of("is there a loop that never ends?")));
  }

  /** The line of a file that is being evaluated now. */
  Location here() {
    return at(depth - 1);
  }

  /** The line of the function that is being evaluated (1), of its caller (2), and so on. */
  Location caller(int level) {
    return at(depth - level);
  }

  /** The line where the last error of Lua was raised that was not one of ours. */
  Location lastError() {
    return lastError;
  }

  private Location at(int level) {
    for (int index = Math.min(level, depth - 1); index >= 0; index--) {
      Prototype code = closures[index].p;
      String chunk = code.source.tojstring();
      if (chunk.startsWith("@")) {
        int counter = counters[index];
        int line = counter < code.lineinfo.length ? code.lineinfo[counter] : 0;
        return new Location(Path.of(chunk.substring(1)), line);
      }
    }
    return new Location(main, 0);
  }

  @Override
  public void onCall(LuaFunction function) {}

  @Override
  public void onCall(LuaClosure closure, Varargs arguments, LuaValue[] stack) {
    if (depth >= limits.callDepth()) {
      throw exceeded("more than " + limits.callDepth() + " calls inside one another");
    }
    if (depth == closures.length) {
      closures = java.util.Arrays.copyOf(closures, depth * 2);
      stacks = java.util.Arrays.copyOf(stacks, depth * 2);
      counters = java.util.Arrays.copyOf(counters, depth * 2);
    }
    closures[depth] = closure;
    stacks[depth] = stack;
    counters[depth] = 0;
    depth++;
  }

  @Override
  public void onReturn() {
    depth--;
  }

  @Override
  public void onInstruction(int counter, Varargs values, int top) {
    counters[depth - 1] = counter;
    step(1);
    int instruction = closures[depth - 1].p.code[counter];
    switch (instruction & 0x3f) {
      case Lua.OP_NEWTABLE ->
          allocate(VALUE_BYTES + 16L * ((instruction >>> 23) + ((instruction >> 14) & 0x1ff)));
      case Lua.OP_SETTABLE, Lua.OP_SETTABUP, Lua.OP_CLOSURE -> allocate(VALUE_BYTES);
      case Lua.OP_SETLIST -> allocate(16L * Math.max(instruction >>> 23, values.narg()));
      case Lua.OP_VARARG -> allocate(16);
      case Lua.OP_CALL, Lua.OP_TAILCALL ->
          refuseCallOfCalls(stacks[depth - 1][(instruction >> 6) & 0xff]);
      case Lua.OP_CONCAT ->
          concatenate(stacks[depth - 1], instruction >>> 23, (instruction >> 14) & 0x1ff);
      default -> {}
    }
  }

  /**
   * A table whose {@code __call} is a table again could be called for ever without instructions.
   */
  private static void refuseCallOfCalls(LuaValue called) {
    if (called.istable() && !called.metatag(LuaValue.CALL).isfunction()) {
      throw new LuaError("attempt to call a table value");
    }
  }

  /** The operands are copies that only this instruction uses, so they can be replaced here. */
  private void concatenate(LuaValue[] stack, int first, int last) {
    for (int index = first; index <= last; index++) {
      LuaValue operand = stack[index];
      if (operand.type() == LuaValue.TNUMBER && !operand.isint()) {
        stack[index] = LuaString.valueOf(LuaNumbers.text(operand.todouble()));
      } else if (operand instanceof LuaString text) {
        allocate(text.m_length);
      }
    }
  }

  /** Called once for an error, where it is raised, before the machine leaves the function. */
  @Override
  public String traceback(int level) {
    lastError = at(depth - Math.max(level, 1));
    return "";
  }
}
