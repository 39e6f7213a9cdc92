package io.github.prosodyprobe.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.prosodyprobe.policy.Result;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.StandingChange.Turn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingsTest {

  private static final VerdictRule RULE =
      new VerdictRule(Severity.SUGGESTION, VerdictRule.Unknowns.COUNT);

  /** A check id, and a letter for each night. */
  private static final List<String> STRIPS =
      List.of("hsts  -----xxxxx+", "start ++++++?++++", "tls   +++xxx?xx++");

  @Test
  void eachChangeIsToldOnceAndNothingElse() {
    Map<Integer, List<String>> told = told(Integer.MAX_VALUE);
    assertEquals(
        Map.of(
            3, List.of("new tls null>fail"),
            5, List.of("new hsts null>fail"),
            6, List.of("new start null>unknown", "new tls fail>unknown"),
            7, List.of("new tls unknown>fail", "resolved start unknown>pass"),
            9, List.of("resolved tls fail>pass"),
            10, List.of("resolved hsts fail>pass")),
        told);
  }

  @Test
  void whatWasNotToldIsToldTheNextNight() {
    Map<Integer, List<String>> told = told(3);
    assertAll(
        () -> assertEquals(List.of("new tls null>fail"), told.get(3)),
        () -> assertEquals(List.of("new tls null>fail"), told.get(4)),
        () -> assertEquals(List.of("new hsts null>fail"), told.get(5)));
  }

  /**
   * What is posted each night.
   *
   * @param lost the night on which it is lost
   */
  private static Map<Integer, List<String>> told(int lost) {
    Map<Integer, List<String>> told = new TreeMap<>();
    Standings known = Standings.NONE;
    for (int night = 0; night < 11; night++) {
      List<Result> results = new ArrayList<>();
      for (String strip : STRIPS) {
        results.add(result(strip.substring(0, 5).strip(), strip.charAt(6 + night)));
      }
      List<StandingChange> changes = known.changes(List.of(run(results.toArray(Result[]::new))));
      if (Standings.areNews(changes)) {
        told.put(night, texts(changes.getFirst()));
      }
      if (night != lost) {
        known = reread(known.after(changes));
      }
    }
    return told;
  }

  private static Judged run(Result... results) {
    Report report = Samples.judged(results);
    return new Judged(report, RULE.judge(report));
  }

  private static Result result(String id, char letter) {
    return switch (letter) {
      case 'x' -> Samples.fail(id, Severity.WARNING);
      case '?' -> unknown(id);
      case '-' -> Samples.at(Samples.OPEN, id, Severity.WARNING, State.NOT_APPLICABLE);
      default -> Samples.at(Samples.OPEN, id, Severity.WARNING, State.PASS);
    };
  }

  /** At the same place as the others. */
  private static Result unknown(String id) {
    Result closed = Samples.unknown(id, Severity.WARNING);
    return new Result(
        closed.check(), Samples.OPEN, State.UNKNOWN, closed.reason(), "", closed.comparisons());
  }

  private static List<String> texts(StandingChange change) {
    List<String> texts = new ArrayList<>();
    change.appeared().forEach(turn -> texts.add("new " + text(turn)));
    change.resolved().forEach(turn -> texts.add("resolved " + text(turn)));
    return texts;
  }

  private static String text(Turn turn) {
    return turn.what().check() + " " + word(turn.before()) + ">" + word(turn.after());
  }

  private static String word(Optional<State> state) {
    return state.map(State::word).orElse("null");
  }

  private static Standings reread(Standings standings) {
    try {
      return Standings.read(standings.toJson().getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableReportException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"+, false", "x, true", "?, true", "-, true"})
  void theFirstRunIsToldOnlyIfNotAllIsWell(char letter, boolean news) {
    List<StandingChange> changes = Standings.NONE.changes(List.of(run(result("tls", letter))));
    assertEquals(news, Standings.areNews(changes));
  }

  @Test
  void aTargetThatWasNotScannedStandsAsBefore() {
    Judged failing = run(result("tls", 'x'));
    Standings known = Standings.NONE.after(Standings.NONE.changes(List.of(failing)));
    assertEquals(known.toJson(), known.after(List.of()).toJson());
    assertFalse(Standings.areNews(known.changes(List.of(failing))));
  }

  @Test
  void aCheckThatIsGoneIsResolvedAndHasNoState() {
    Standings known =
        reread(Standings.NONE.after(Standings.NONE.changes(List.of(run(result("tls", 'x'))))));
    List<StandingChange> changes = known.changes(List.of(run(result("hsts", '+'))));
    assertEquals(List.of("resolved tls fail>null"), texts(changes.getFirst()));
  }

  @Test
  void theDocumentFitsItsSchemaAndHasNothingObserved() {
    Standings known = Standings.NONE.after(Standings.NONE.changes(List.of(Samples.mixed())));
    List<StandingChange> changes =
        known.changes(List.of(Samples.failed(), run(result("tls", 'x'))));
    String document = WebhookJson.of(new Report.Tool("prosody-probe", "1.2.3"), changes, 3);
    assertAll(
        () ->
            assertEquals(
                List.of(),
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(WebhookSchema.document(), InputFormat.JSON)
                    .validate(document, InputFormat.JSON)),
        () -> assertTrue(document.contains("\"complete\" : false,\n  \"targets\""), document),
        () -> assertFalse(document.contains("TLSv1.1"), document),
        () -> assertFalse(document.contains("evidence"), document));
  }

  @Test
  void theDocumentIsBoundedAndSaysWhatItLeavesOut() {
    Result[] many =
        IntStream.range(0, 1_000)
            .mapToObj(number -> result("check-" + number, 'x'))
            .toArray(Result[]::new);
    String document =
        WebhookJson.of(
            new Report.Tool("prosody-probe", "1.2.3"),
            Standings.NONE.changes(List.of(run(many), run(result("tls", 'x')))),
            2);
    assertAll(
        () -> assertEquals(300, document.split("\"check\" :", -1).length - 1),
        () -> assertTrue(document.contains("\"newOmitted\" : 700"), document),
        () -> assertTrue(document.contains("\"resolvedOmitted\" : 1000"), document));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                        | early",
        "`[]`                      | an object is expected",
        "`{\"$sche`                | cannot be read",
        "`{}`                      | this is not",
        "`{\"$schema\": \"urn:prosody-probe:webhook-state:2\"}` | this is not",
        "`{\"targets\": [{}]}`     | a target is expected",
        "`{\"targets\": [{\"target\": \"a\", \"vantage\": \"b\", \"verdict\": \"FINE\"}]}` | verdict",
        "`{\"targets\": [{\"wrong\": [{\"check\": \"a\"}]}]}` | a listener",
      })
  void aDamagedStateIsNoState(String document, String words) {
    String message =
        String.valueOf(
            assertThrows(
                    UnreadableReportException.class,
                    () -> Standings.read(document.getBytes(StandardCharsets.UTF_8)))
                .getMessage());
    assertTrue(message.contains(words), message);
  }
}
