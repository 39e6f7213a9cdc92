package io.github.prosodyprobe.config;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * A pattern of Lua (reference manual, section 6.4.1) at work on one text. The machine's own matcher
 * cannot be ended: a pattern of thirty bytes keeps it busy for years.
 */
final class LuaPattern {

  private static final int POSITION = -2;
  private static final int OPEN = -1;
  private static final int MAXIMUM_CAPTURES = 32;
  private static final int MAXIMUM_DEPTH = 200;
  private static final char ESCAPE = '%';

  private final LuaString pattern;
  private final LuaString text;
  private final Meter meter;
  private final int[] starts = new int[MAXIMUM_CAPTURES];
  private final int[] lengths = new int[MAXIMUM_CAPTURES];
  private int captures;
  private int depth;

  LuaPattern(LuaString pattern, LuaString text, Meter meter) {
    this.pattern = pattern;
    this.text = text;
    this.meter = meter;
  }

  /** Where the match that begins at an offset ends; -1 without a match. */
  int end(int from, int patternStart) {
    captures = 0;
    depth = 0;
    return match(from, patternStart);
  }

  int captures() {
    return captures;
  }

  /** A capture by its index from 0; of a pattern without captures the whole match is the first. */
  LuaValue capture(int index, int from, int end) {
    if (index >= captures) {
      if (index != 0) {
        throw new LuaError("invalid capture index %" + (index + 1));
      }
      return text.substring(from, end);
    }
    if (lengths[index] == OPEN) {
      throw new LuaError("unfinished capture");
    }
    return lengths[index] == POSITION
        ? LuaValue.valueOf(starts[index] + 1)
        : text.substring(starts[index], starts[index] + lengths[index]);
  }

  LuaString whole(int from, int end) {
    return text.substring(from, end);
  }

  private int match(int from, int at) {
    if (++depth > MAXIMUM_DEPTH) {
      throw new LuaError("pattern too complex");
    }
    try {
      return matchHere(from, at);
    } finally {
      depth--;
    }
  }

  private int matchHere(int start, int patternStart) {
    int from = start;
    int at = patternStart;
    while (at < pattern.m_length) {
      meter.step(1);
      int character = pattern.luaByte(at);
      if (character == '(') {
        return at + 1 < pattern.m_length && pattern.luaByte(at + 1) == ')'
            ? opened(from, at + 2, POSITION)
            : opened(from, at + 1, OPEN);
      }
      if (character == ')') {
        return closed(from, at + 1);
      }
      if (character == '$' && at + 1 == pattern.m_length) {
        return from == text.m_length ? from : -1;
      }
      if (character == ESCAPE && at + 1 < pattern.m_length) {
        int kind = pattern.luaByte(at + 1);
        if (kind == 'b') {
          from = balanced(from, at + 2);
          at += 4;
        } else if (kind == 'f') {
          at += 2;
          if (at >= pattern.m_length || pattern.luaByte(at) != '[') {
            throw new LuaError("missing '[' after '%f' in pattern");
          }
          int end = classEnd(at);
          int before = from == 0 ? 0 : text.luaByte(from - 1);
          int here = from < text.m_length ? text.luaByte(from) : 0;
          from = !inSet(before, at, end - 1) && inSet(here, at, end - 1) ? from : -1;
          at = end;
        } else if (kind >= '0' && kind <= '9') {
          from = sameAsCapture(from, kind - '1');
          at += 2;
        } else {
          kind = 0;
        }
        if (from < 0) {
          return -1;
        }
        if (kind != 0) {
          continue;
        }
      }
      int end = classEnd(at);
      int suffix = end < pattern.m_length ? pattern.luaByte(end) : 0;
      switch (suffix) {
        case '?' -> {
          if (single(from, at, end)) {
            int found = match(from + 1, end + 1);
            if (found >= 0) {
              return found;
            }
          }
          at = end + 1;
        }
        case '+' -> {
          return single(from, at, end) ? longest(from + 1, at, end) : -1;
        }
        case '*' -> {
          return longest(from, at, end);
        }
        case '-' -> {
          return shortest(from, at, end);
        }
        default -> {
          if (!single(from, at, end)) {
            return -1;
          }
          from++;
          at = end;
        }
      }
    }
    return from;
  }

  private int longest(int from, int at, int end) {
    int count = 0;
    while (single(from + count, at, end)) {
      count++;
    }
    for (; count >= 0; count--) {
      int found = match(from + count, end + 1);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  private int shortest(int start, int at, int end) {
    int from = start;
    while (true) {
      int found = match(from, end + 1);
      if (found >= 0) {
        return found;
      }
      if (!single(from, at, end)) {
        return -1;
      }
      from++;
    }
  }

  private int opened(int from, int at, int length) {
    if (captures >= MAXIMUM_CAPTURES) {
      throw new LuaError("too many captures");
    }
    starts[captures] = from;
    lengths[captures] = length;
    captures++;
    int found = match(from, at);
    if (found < 0) {
      captures--;
    }
    return found;
  }

  private int closed(int from, int at) {
    int open = captures - 1;
    while (open >= 0 && lengths[open] != OPEN) {
      open--;
    }
    if (open < 0) {
      throw new LuaError("invalid pattern capture");
    }
    lengths[open] = from - starts[open];
    int found = match(from, at);
    if (found < 0) {
      lengths[open] = OPEN;
    }
    return found;
  }

  private int balanced(int from, int at) {
    if (at + 1 >= pattern.m_length) {
      throw new LuaError("missing arguments to '%b'");
    }
    int begin = pattern.luaByte(at);
    int end = pattern.luaByte(at + 1);
    if (from >= text.m_length || text.luaByte(from) != begin) {
      return -1;
    }
    int open = 1;
    for (int index = from + 1; index < text.m_length; index++) {
      meter.step(1);
      int character = text.luaByte(index);
      if (character == end) {
        if (--open == 0) {
          return index + 1;
        }
      } else if (character == begin) {
        open++;
      }
    }
    return -1;
  }

  private int sameAsCapture(int from, int index) {
    if (index < 0 || index >= captures || lengths[index] < 0) {
      throw new LuaError("invalid capture index %" + (index + 1));
    }
    int length = lengths[index];
    meter.step(length);
    return from + length <= text.m_length
            && text.substring(from, from + length)
                .raweq(text.substring(starts[index], starts[index] + length))
        ? from + length
        : -1;
  }

  private int classEnd(int start) {
    int at = start;
    int character = pattern.luaByte(at++);
    if (character == ESCAPE) {
      if (at >= pattern.m_length) {
        throw new LuaError("malformed pattern (ends with '%')");
      }
      return at + 1;
    }
    if (character != '[') {
      return at;
    }
    if (at < pattern.m_length && pattern.luaByte(at) == '^') {
      at++;
    }
    do {
      if (at >= pattern.m_length) {
        throw new LuaError("malformed pattern (missing ']')");
      }
      at += pattern.luaByte(at) == ESCAPE ? 2 : 1;
    } while (at >= pattern.m_length || pattern.luaByte(at) != ']');
    return at + 1;
  }

  private boolean single(int from, int at, int end) {
    meter.step(1);
    if (from >= text.m_length) {
      return false;
    }
    int character = text.luaByte(from);
    return switch (pattern.luaByte(at)) {
      case '.' -> true;
      case ESCAPE -> PatternClass.contains(character, pattern.luaByte(at + 1));
      case '[' -> inSet(character, at, end - 1);
      default -> pattern.luaByte(at) == character;
    };
  }

  private boolean inSet(int character, int open, int close) {
    int at = open + 1;
    boolean wanted = true;
    if (pattern.luaByte(at) == '^') {
      wanted = false;
      at++;
    }
    while (at < close) {
      int member = pattern.luaByte(at);
      if (member == ESCAPE) {
        if (PatternClass.contains(character, pattern.luaByte(at + 1))) {
          return wanted;
        }
        at += 2;
      } else if (at + 2 < close && pattern.luaByte(at + 1) == '-') {
        if (member <= character && character <= pattern.luaByte(at + 2)) {
          return wanted;
        }
        at += 3;
      } else {
        if (member == character) {
          return wanted;
        }
        at++;
      }
    }
    return !wanted;
  }
}
