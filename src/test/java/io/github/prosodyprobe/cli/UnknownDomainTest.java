package io.github.prosodyprobe.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.cli.CommandLines.Outcome;
import io.github.prosodyprobe.dns.ScriptedNameServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** The first scan of somebody who mistyped a domain, or has no DNS. */
class UnknownDomainTest {

  private enum Zone {
    MISSING(Rcode.NXDOMAIN, "dns-nxdomain"),
    WITHOUT_RECORDS(Rcode.NOERROR, "dns-no-address");

    private final int code;
    private final String reason;

    Zone(int code, String reason) {
      this.code = code;
      this.reason = reason;
    }

    private byte[] answer(Message query) {
      Message answer = new Message(query.getHeader().getID());
      answer.getHeader().setFlag(Flags.QR);
      answer.getHeader().setFlag(Flags.RA);
      answer.getHeader().setRcode(code);
      answer.addRecord(query.getQuestion(), Section.QUESTION);
      return answer.toWire();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isToldInOneGlanceWithWhatToDo(Zone zone) throws IOException {
    try (ScriptedNameServer names = new ScriptedNameServer((query, _) -> zone.answer(query))) {
      Outcome outcome = scan(names.address().getPort());
      assertAll(
          () -> assertEquals(3, outcome.exitCode(), outcome.messages()),
          () -> assertTrue(outcome.out().contains("? unknown  " + zone.reason), outcome.out()),
          () -> assertTrue(outcome.out().contains(", which -v names\n"), outcome.out()),
          () ->
              assertTrue(
                  outcome
                      .out()
                      .contains(
                          "  no address in the DNS (c2s exmaple.test:5222, s2s exmaple.test:5269):"
                              + " mind the spelling"),
                  outcome.out()));
    }
  }

  @Test
  void aResolverThatIsNotThereIsToldApart() {
    Outcome outcome = scan(1);
    assertAll(
        () -> assertEquals(3, outcome.exitCode(), outcome.messages()),
        () -> assertTrue(outcome.out().contains("? unknown  dns-unreachable"), outcome.out()),
        () ->
            assertTrue(
                outcome.out().contains("  the resolver has no answer: --resolver ADDRESS:PORT"),
                outcome.out()));
  }

  private static Outcome scan(int resolver) {
    return CommandLines.run(
        "scan",
        "exmaple.test",
        "--resolver",
        "127.0.0.1:" + resolver,
        "--skip",
        "dns",
        "--timeout",
        "20s");
  }
}
