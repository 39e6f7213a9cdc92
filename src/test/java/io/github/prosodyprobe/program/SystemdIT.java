package io.github.prosodyprobe.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.program.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets systemd's own tool read the units; no systemd has to run for it. */
class SystemdIT {

  @TempDir private Path folder;

  /** With the program where it is here: systemd looks whether it exists. */
  @BeforeEach
  void copyUnits() throws IOException {
    Path units = Program.PROJECT.resolve("src/main/dist/systemd");
    for (String unit : List.of("prosody-probe.service", "prosody-probe.timer")) {
      String text = Files.readString(units.resolve(unit));
      Files.writeString(
          folder.resolve(unit),
          text.replace("/usr/bin/prosody-probe", Program.commandLine().getFirst()));
    }
  }

  @Test
  void theUnitsHaveNoMistake() throws Exception {
    Ended ended = analyze("verify", "--man=no", "./prosody-probe.service", "./prosody-probe.timer");
    assertEquals("", ended.expect(0).errors() + ended.output());
  }

  /** 10 is a service without any protection; systemd calls what is up to 2 "OK". */
  @Test
  void theServiceMayDoLittle() throws Exception {
    Ended ended =
        analyze("security", "--offline=true", "--threshold=20", "./prosody-probe.service");
    assertTrue(ended.expect(0).output().contains("exposure level"), ended.output());
  }

  private Ended analyze(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("systemd-analyze"));
    command.addAll(List.of(arguments));
    return Program.run(folder, command);
  }
}
