package io.github.prosodyprobe.http;

import java.util.Arrays;
import java.util.List;

/** Takes headers apart. */
final class HeaderValues {

  private HeaderValues() {}

  /** The members of a header that is a list, over all lines of it (RFC 9110, section 5.6.1). */
  static List<String> members(HttpAnswer answer, String name) {
    return answer.headers(name).stream()
        .flatMap(value -> Arrays.stream(value.raw().split(",", -1)))
        .map(String::strip)
        .filter(member -> !member.isEmpty())
        .toList();
  }
}
