package io.github.prosodyprobe.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.FactState;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.TlsFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReportReaderTest {

  private static final String RUN =
      """
      "run": {"target": "example.org", "started": "2026-11-21T08:00:00Z",
        "finished": "2026-11-21T08:00:01Z"},
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                   | 1 | early",
        "`[]`                                 | 1 | an object is expected",
        "`{`                                  | 1 | cannot be read",
        "`{\"schemaVersion\": \"1.0\"\n oops` | 2 | cannot be read",
        "`{\"schemaVersion\": \"2.0\"}`       | 1 | schema version 2.0",
        "`{\"schemaVersion\": \"1.0\"}`       | 1 | no run",
        "`{\"facts\": {}}`                    | 1 | no schemaVersion",
        "`{}{}`                               | 1 | goes on",
        "`{\"run\": {}, \"run\": {}}`         | 1 | started",
        "`{\"facts\": {\"tls.versions\":\n[{\"value\": true}]}}` | 2 | an array is expected",
        "`{\"facts\": {\"tls.versions\": [{\"value\": []}]}}`    | 1 | listener, domain and address",
      })
  void saysWhereAndWhatIsWrong(String document, int line, String words) {
    UnreadableReportException e =
        assertThrows(UnreadableReportException.class, () -> read(document));
    assertAll(
        () -> assertTrue(String.valueOf(e.getMessage()).contains(words), e::getMessage),
        () -> assertEquals(line, e.line()));
  }

  @Test
  void aNestedBombIsRefused() {
    String bomb = "{\"x\": " + "[".repeat(100_000);
    assertThrows(UnreadableReportException.class, () -> read(bomb));
  }

  @Test
  void whatANewerMinorVersionAddedIsLeftOutAndNamed() throws UnreadableReportException {
    RecordedFacts read =
        read(
            "{\"schemaVersion\": \"1.7\", \"new\": {\"a\": [1, {}]},"
                + RUN
                + """
                "facts": {
                  "tls.new-fact": [{"listener": "c2s", "domain": "a", "address": "a:1", "value": {}}],
                  "tls.versions": [
                    {"listener": "c2s", "domain": "a", "address": "a:1", "new": 1,
                     "unobserved": {"reason": "new-reason:x", "detail": "later"}},
                    {"listener": "new-listener", "domain": "a", "address": "a:2", "value": ["TLSv1.9"]}
                  ]}}
                """);
    FactState state = read.facts().getFirst().state(TlsFacts.VERSIONS);
    assertAll(
        () -> assertEquals(1, read.facts().size()),
        () ->
            assertEquals(
                ReasonCode.NOT_PROBED,
                state instanceof FactState.Unobserved(var reason) ? reason.code() : null),
        () ->
            assertEquals(
                List.of(
                    "fact tls.new-fact is not known to this version",
                    "listener new-listener is not known to this version",
                    "reason new-reason is not known to this version"),
                read.ignored()));
  }

  private static RecordedFacts read(String document) throws UnreadableReportException {
    return JsonReportReader.read(document.getBytes(StandardCharsets.UTF_8));
  }
}
