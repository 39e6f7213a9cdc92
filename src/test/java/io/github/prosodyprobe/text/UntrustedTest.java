package io.github.prosodyprobe.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J",
        "\u009b2J",
        "\u001b]8;;http://evil.example\u0007",
        "over\rwrite",
        "two\nlines",
        "\u007f",
        "\u202egnp.exe",
        "\u2066\u2069",
        "\u2028\u2029",
        "zero\u200bwidth",
        "\ufeff",
        "\ud800 alone",
        "nul\u0000",
        "\udbc0\udc00"
      })
  void steeringCharactersAreMadeVisible(String raw) {
    String shown = Untrusted.of(raw).toString();
    assertTrue(isPlain(shown), shown);
    assertTrue(shown.contains("\\u{"), shown);
  }

  @Test
  void ordinaryTextOfAnyLanguageStaysAsItIs() {
    assertEquals("Grüße, 你好 🙂 e\u0301", Untrusted.of("Grüße, 你好 🙂 e\u0301").toString());
  }

  @Test
  void longTextIsCutAndSaysSo() {
    String shown = Untrusted.of("x".repeat(1 << 20)).toString();
    assertTrue(shown.length() < 1_100 && shown.endsWith("more characters]"), shown);
  }

  @Test
  void noRandomTextSteersATerminal() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(6120);
    for (int round = 0; round < 20_000; round++) {
      String raw =
          random
              .ints(random.nextInt(1, 40), 0, 0x3000)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      assertTrue(isPlain(Untrusted.of(raw).toString()));
    }
  }

  private static boolean isPlain(String shown) {
    return shown
        .codePoints()
        .noneMatch(
            point ->
                Character.isISOControl(point)
                    || Character.getType(point) == Character.FORMAT
                    || Character.getType(point) == Character.SURROGATE
                    || point == 0x2028
                    || point == 0x2029);
  }
}
