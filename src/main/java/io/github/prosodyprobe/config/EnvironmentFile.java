package io.github.prosodyprobe.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of variables as systemd's {@code EnvironmentFile=}, Docker's {@code --env-file} and
 * shells agree on it.
 *
 * <p>A line is {@code NAME=VALUE}, with {@code export} in front or not; empty lines and lines that
 * begin with {@code #} are skipped. A value in single quotes is taken as it stands; in double
 * quotes {@code \n}, {@code \t}, {@code \\}, {@code \"}, {@code \$} and {@code \`} are replaced;
 * without quotes it ends before {@code #} and its outer white space does not count. Nothing is
 * expanded.
 */
public final class EnvironmentFile {

  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \t]*=[ \t]*(.*)", Pattern.DOTALL);

  private static final Pattern SINGLE = Pattern.compile("'([^']*)'[ \t]*(?:#.*)?");

  private static final Pattern DOUBLE =
      Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"[ \t]*(?:#.*)?");

  private EnvironmentFile() {}

  /**
   * The variables of a file; of two lines with the same name the later wins.
   *
   * @throws MalformedEnvironmentException with the line's number and without its text
   */
  public static Map<String, String> parse(String text) throws MalformedEnvironmentException {
    Map<String, String> variables = new LinkedHashMap<>();
    String[] lines = text.replaceFirst("^\uFEFF", "").split("\r\n|\n|\r", -1);
    for (int index = 0; index < lines.length; index++) {
      String line = lines[index].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher assignment = ASSIGNMENT.matcher(line);
      if (!assignment.matches()) {
        throw new MalformedEnvironmentException(index + 1, "this is not NAME=VALUE");
      }
      variables.put(assignment.group(1), value(assignment.group(2), index + 1));
    }
    return variables;
  }

  private static String value(String written, int line) throws MalformedEnvironmentException {
    return switch (written.isEmpty() ? ' ' : written.charAt(0)) {
      case '\'' -> quoted(SINGLE, written, line);
      case '"' -> unescaped(quoted(DOUBLE, written, line));
      default -> written.replaceFirst("(^|[ \t]+)#.*", "").stripTrailing();
    };
  }

  private static String quoted(Pattern pattern, String written, int line)
      throws MalformedEnvironmentException {
    Matcher matcher = pattern.matcher(written);
    if (!matcher.matches()) {
      throw new MalformedEnvironmentException(
          line, "the quote is not closed, or something stands behind it");
    }
    return matcher.group(1);
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\(.)")
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    switch (found.group(1).charAt(0)) {
                      case 'n' -> "\n";
                      case 't' -> "\t";
                      case '\\', '"', '$', '`' -> found.group(1);
                      default -> found.group();
                    }));
  }
}
