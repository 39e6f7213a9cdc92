package io.github.prosodyprobe.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks a file's tokens before the Lua machine does: finds out where assignments begin (the machine
 * knows only where they end), whether this is a template, and rewrites what Lua 5.4 has and the
 * machine has not.
 */
final class SourceScan {

  /** What {@code a // b} becomes: {@code a % __floor_division % b}, of the same precedence. */
  static final String FLOOR_DIVISION = "__floor_division";

  private static final Set<String> DECLARING = Set.of("local", "function", "for");

  /** A string or a comment in long brackets, another string or comment, a name, a number. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<long>(?:--)?\\[(?<level>=*)\\[)|(?<comment>--[^\n]*+)|(?<quote>[\"'])"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*+)|(?<number>\\.?[0-9](?:[eEpP][+-]|[0-9A-Za-z.])*+)"
              + "|(?<attribute><(?:const|close)>)|(?<floor>//)|(?<bits><<|>>|[&|]|~(?!=))"
              + "|(?<template>\\$|@|<[%?]|\\{%|\\{\\{-?\\s*(?<hole>[.$]?[A-Za-z_][\\w.]*+)[^{}=;,(\n]*+\\}\\})"
              + "|(?<equals>=(?!=))|(?<open>[({\\[])|(?<close>[)}\\]])|(?<line>\n)|(?<space>[ \t\r]++)"
              + "|(?<other>.)",
          Pattern.DOTALL);

  /**
   * Where {@code name =} stands.
   *
   * @param depth brackets around it
   */
  record Assignment(String name, int line, int depth) {}

  private final String source;
  private final StringBuilder rewritten = new StringBuilder();
  private final List<Assignment> assignments = new ArrayList<>();
  private final Set<String> declared = new HashSet<>();
  private final List<Hole> holes = new ArrayList<>();
  private OptionalInt bitOperator = OptionalInt.empty();
  private int line = 1;

  private record Hole(String name, int line) {}

  private SourceScan(String source) {
    this.source = source;
  }

  /** Scans a file; bytes are characters here, as they are in Lua. */
  static SourceScan of(byte[] file) {
    SourceScan scan = new SourceScan(new String(file, StandardCharsets.ISO_8859_1));
    scan.walk();
    return scan;
  }

  private void walk() {
    Matcher token = TOKEN.matcher(source);
    String lastName = "";
    int lastLine = 1;
    boolean declaring = false;
    int depth = 0;
    int index = 0;
    while (token.find(index)) {
      index = token.end();
      String text = token.group();
      if (token.group("long") != null) {
        index = longEnd(token.end(), "]" + token.group("level") + "]");
        copy(source.substring(token.start(), index));
        lastName = "";
      } else if (token.group("quote") != null) {
        index = quoteEnd(token.end(), text.charAt(0));
        copy(StringEscapes.forLua52(source.substring(token.start(), index)));
        lastName = "";
      } else if (token.group("name") != null) {
        lastName = text;
        lastLine = line;
        if (DECLARING.contains(text)) {
          declaring = true;
        } else if (declaring) {
          declared.add(text);
        }
        copy(text);
      } else if (token.group("equals") != null) {
        if (!lastName.isEmpty()) {
          assignments.add(new Assignment(lastName, lastLine, depth));
        }
        declaring = false;
        lastName = "";
        copy(text);
      } else if (token.group("attribute") != null && !lastName.isEmpty()) {
        copy(" ".repeat(text.length()));
      } else if (token.group("floor") != null) {
        copy(" % " + FLOOR_DIVISION + " % ");
      } else if (token.group("template") != null) {
        holes.add(new Hole(Optional.ofNullable(token.group("hole")).orElse(""), line));
        depth += text.endsWith("}}") ? 0 : text.startsWith("{") ? 1 : 0;
        copy(text);
      } else {
        if (token.group("bits") != null && bitOperator.isEmpty()) {
          bitOperator = OptionalInt.of(line);
        }
        depth += token.group("open") != null ? 1 : token.group("close") != null ? -1 : 0;
        if (token.group("space") == null
            && token.group("comment") == null
            && token.group("line") == null) {
          lastName = "";
          declaring &= text.equals("(") || text.equals(",") || text.equals(")");
        }
        copy(text);
      }
    }
  }

  private void copy(String text) {
    rewritten.append(text);
    line += (int) text.chars().filter(character -> character == '\n').count();
  }

  private int longEnd(int start, String end) {
    int found = source.indexOf(end, start);
    return found < 0 ? source.length() : found + end.length();
  }

  private int quoteEnd(int start, char quote) {
    for (int index = start; index < source.length(); index++) {
      char character = source.charAt(index);
      if (character == '\\') {
        index++;
        boolean skipsSpace = index < source.length() && source.charAt(index) == 'z';
        while (skipsSpace
            && index + 1 < source.length()
            && Character.isWhitespace(source.charAt(index + 1))) {
          index++;
        }
      } else if (character == quote) {
        return index + 1;
      } else if (character == '\n') {
        return index;
      }
    }
    return source.length();
  }

  /** The file in Lua 5.2; lines keep their numbers. */
  byte[] rewritten() {
    return rewritten.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * The line that shows that this is a template. {@code {{ name }}} is Lua too, a table in a table;
   * where the file declares the name as a local one it is taken for that.
   */
  OptionalInt template() {
    return holes.stream()
        .filter(hole -> hole.name().isEmpty() || !declared.contains(hole.name()))
        .mapToInt(Hole::line)
        .findFirst();
  }

  /** Whether the first line is for a shell; Lua skips it in programs, Prosody's loader does not. */
  boolean startsLikeScript() {
    return source.startsWith("#");
  }

  /** The first line with an operator on bits, which the Lua machine does not have. */
  OptionalInt bitOperator() {
    return bitOperator;
  }

  /** The line where the assignment to a name begins that ends in the given line. */
  int beginOfStatement(String name, int end) {
    return assignments.stream()
        .filter(assignment -> assignment.depth() == 0 && assignment.name().equals(name))
        .mapToInt(Assignment::line)
        .filter(begin -> begin <= end)
        .max()
        .orElse(end);
  }

  /** The line of an entry of a table that begins in the given line. */
  int entryOfTable(String name, int begin) {
    return assignments.stream()
        .filter(assignment -> assignment.depth() > 0 && assignment.name().equals(name))
        .mapToInt(Assignment::line)
        .filter(entry -> entry >= begin)
        .min()
        .orElse(begin);
  }

  /** A line of the file, from 1, as it stands there; empty where there is none. */
  String line(int number) {
    String[] lines = source.split("\n", -1);
    return number >= 1 && number <= lines.length
        ? new String(
                lines[number - 1].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
            .strip()
        : "";
  }
}
