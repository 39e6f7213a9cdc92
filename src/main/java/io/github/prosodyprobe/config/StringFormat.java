package io.github.prosodyprobe.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.Buffer;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.format} (reference manual, section 6.4); the machine's own ignores precisions. */
final class StringFormat {

  private static final Pattern ITEM =
      Pattern.compile("%([-+ #0]*)([0-9]{0,2})(?:\\.([0-9]{0,2}))?(.)", Pattern.DOTALL);

  private final Varargs arguments;
  private final Meter meter;
  private int used = 1;

  StringFormat(Varargs arguments, Meter meter) {
    this.arguments = arguments;
    this.meter = meter;
  }

  Varargs formatted() {
    LuaString template = arguments.checkstring(1);
    // Bytes as characters, so that what is not UTF-8 passes through.
    String format = latin(template);
    Matcher item = ITEM.matcher(format);
    Buffer result = new Buffer();
    int index = 0;
    while (index < format.length()) {
      int percent = format.indexOf('%', index);
      int end = percent < 0 ? format.length() : percent;
      append(result, format.substring(index, end));
      if (percent < 0) {
        break;
      }
      if (!item.find(percent) || item.start() != percent) {
        throw new LuaError("invalid conversion to 'format'");
      }
      append(result, item.group(4).equals("%") ? "%" : converted(item));
      index = item.end();
    }
    return result.tostring();
  }

  private void append(Buffer result, String text) {
    meter.allocate(text.length());
    result.append(LuaString.valueOf(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private String converted(Matcher item) {
    used++;
    String flags = item.group(1);
    int width = item.group(2).isEmpty() ? 0 : Integer.parseInt(item.group(2));
    int precision =
        item.group(3) == null ? -1 : item.group(3).isEmpty() ? 0 : Integer.parseInt(item.group(3));
    char kind = item.group(4).charAt(0);
    return switch (kind) {
      case 'd', 'i' ->
          padded(signed(digits(Math.abs(whole()), 10, precision), flags), flags, width);
      case 'u' -> padded(digits(whole(), 10, precision), flags, width);
      case 'c' -> Character.toString((char) (arguments.checkint(used) & 0xff));
      case 'x' -> padded(digits(whole(), 16, precision), flags, width);
      case 'X' -> padded(digits(whole(), 16, precision).toUpperCase(Locale.ROOT), flags, width);
      case 'o' -> padded(Long.toOctalString(whole()), flags, width);
      case 'f', 'F' -> padded(signedDecimal(fixed(precision), flags), flags, width);
      case 'e', 'E' ->
          padded(
              String.format(Locale.ROOT, "%." + orSix(precision) + kind, number()), flags, width);
      case 'g', 'G' ->
          padded(
              signedDecimal(LuaNumbers.general(number(), orSix(precision)), flags), flags, width);
      case 's' -> {
        String text = latin(BaseFunctions.text(arguments.arg(used)));
        yield padded(
            precision >= 0 && precision < text.length() ? text.substring(0, precision) : text,
            flags.replace("0", ""),
            width);
      }
      case 'q' -> quoted(latin(BaseFunctions.text(arguments.arg(used))));
      default -> throw new LuaError("invalid conversion '" + item.group() + "' to 'format'");
    };
  }

  private double number() {
    return arguments.checkdouble(used);
  }

  private long whole() {
    double number = number();
    if (number != Math.rint(number)) {
      throw new LuaError(
          "bad argument #" + used + " to 'format' (number has no integer representation)");
    }
    return (long) number;
  }

  private static int orSix(int precision) {
    return precision < 0 ? 6 : precision;
  }

  private String fixed(int precision) {
    double number = number();
    return Double.isFinite(number)
        ? new BigDecimal(number).setScale(orSix(precision), RoundingMode.HALF_EVEN).toPlainString()
        : LuaNumbers.general(number, 6);
  }

  private static String digits(long number, int radix, int precision) {
    String digits = Long.toUnsignedString(number, radix);
    return "0".repeat(Math.max(precision - digits.length(), 0)) + digits;
  }

  private String signed(String digits, String flags) {
    return number() < 0 ? "-" + digits : signedDecimal(digits, flags);
  }

  private static String signedDecimal(String digits, String flags) {
    if (digits.startsWith("-")) {
      return digits;
    }
    return flags.contains("+") ? "+" + digits : flags.contains(" ") ? " " + digits : digits;
  }

  private static String padded(String text, String flags, int width) {
    int missing = Math.max(width - text.length(), 0);
    if (flags.contains("-")) {
      return text + " ".repeat(missing);
    }
    if (!flags.contains("0")) {
      return " ".repeat(missing) + text;
    }
    int sign = !text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
    return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\\n")
            .replace("\r", "\\13")
            .replace("\0", "\\0")
        + '"';
  }

  private static String latin(LuaString text) {
    return new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.ISO_8859_1);
  }

  private static String latin(LuaValue text) {
    return latin(text.checkstring());
  }
}
