package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.report.TextStyle.Colour;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColorChoiceTest {

  @ParameterizedTest
  @CsvSource({
    "AUTO,   true,  '',                             ON",
    "AUTO,   false, '',                             OFF",
    "AUTO,   true,  NO_COLOR=,                      ON",
    "AUTO,   true,  NO_COLOR=1,                     OFF",
    "AUTO,   true,  TERM=dumb,                      OFF",
    "AUTO,   false, CLICOLOR_FORCE=1,               ON",
    "AUTO,   false, CLICOLOR_FORCE=0,               OFF",
    "AUTO,   true,  NO_COLOR=1 CLICOLOR_FORCE=1,    OFF",
    "ALWAYS, false, NO_COLOR=1,                     ON",
    "NEVER,  true,  CLICOLOR_FORCE=1,               OFF",
  })
  void decides(ColorChoice choice, boolean interactive, String variables, Colour expected) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.split(" ", -1)) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            StandardCharsets.UTF_8,
            interactive,
            false,
            environment);
    assertEquals(expected, choice.decide(terminal));
  }
}
