package io.github.prosodyprobe.policy.file;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a policy in {@code extends} or on the command line.
 *
 * @param name a built-in policy's name, or a file's path
 * @param version the version that it must have, or empty for any
 * @param isFile whether it names a file, which it does with a slash or the ending {@code .yaml} or
 *     {@code .yml}
 */
record Reference(String name, OptionalInt version, boolean isFile) {

  private static final Pattern PINNED = Pattern.compile("(.+)@([0-9]{1,6})");
  private static final String BUILT_IN = "builtin:";

  static Reference of(String written) {
    boolean builtIn = written.startsWith(BUILT_IN);
    String rest = builtIn ? written.substring(BUILT_IN.length()) : written;
    Matcher pinned = PINNED.matcher(rest);
    String name = pinned.matches() ? pinned.group(1) : rest;
    OptionalInt version =
        pinned.matches() ? OptionalInt.of(Integer.parseInt(pinned.group(2))) : OptionalInt.empty();
    return new Reference(name, version, !builtIn && looksLikeFile(name));
  }

  private static boolean looksLikeFile(String name) {
    return name.contains("/") || name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
