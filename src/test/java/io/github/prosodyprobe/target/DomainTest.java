package io.github.prosodyprobe.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org",
    "Example.ORG, example.org",
    "example.org., example.org",
    "localhost, localhost",
    "bücher.example, xn--bcher-kva.example",
    "xn--bcher-kva.example, xn--bcher-kva.example"
  })
  void goesOnTheWireInAscii(String text, String ascii) {
    assertEquals(ascii, Domain.of(text).ascii());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        "192.0.2.1",
        "[2001:db8::1]",
        "2001:db8::1",
        "example.org:5222",
        "romeo@example.org",
        "example.org/orchard",
        "exa mple.org",
        "-example.org",
        "under_score.example",
        "<script>.example",
        "a\u0000b.example"
      })
  void refusesWhatIsNoDomain(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> Domain.of(text));
    assertTrue(String.valueOf(refusal.getMessage()).contains("'"), refusal.getMessage());
  }

  @Test
  void refusesANameOfMoreLabelsThanAStackHolds() {
    String labels = "a.".repeat(100_000) + "a";
    assertThrows(IllegalArgumentException.class, () -> Domain.of(labels));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c2s",
        "c2s=",
        "c2s=host",
        "c2s=host:",
        "c2s=host:0",
        "c2s=host:70000",
        "imap=host:143",
        "c2s=2001:db8::1:5222",
        "=host:1"
      })
  void refusesWhatIsNoConnect(String text) {
    assertThrows(IllegalArgumentException.class, () -> Connect.of(text));
  }
}
