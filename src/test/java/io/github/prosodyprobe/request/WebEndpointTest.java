package io.github.prosodyprobe.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.policy.BuiltInCatalogue;
import io.github.prosodyprobe.text.Untrusted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebEndpointTest {

  private static final WebEndpoint METRICS =
      new WebEndpoint(
          "metrics",
          Set.of("mod_metrics"),
          Set.of(),
          List.of(new WebRequest(Method.GET, "/metrics", ServedFor.ANY)),
          List.of(
              new AnswerPattern(
                  Set.of(200),
                  Map.of("content-type", "text/plain"),
                  List.of("# TYPE", "prosody_"),
                  Optional.empty()),
              new AnswerPattern(Set.of(200), Map.of(), List.of(), Optional.of("none"))),
          List.of(
              new AnswerPattern(Set.of(405), Map.of("allow", "POST"), List.of(), Optional.empty())),
          "numbers",
          Audience.LOOPBACK,
          "metrics = false",
          List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | content-type | Text/Plain; charset=utf-8 | # TYPE prosody_x gauge | OPEN",
        "200 | content-type | text/plain | prosody_x 1 # TYPE | OPEN",
        "200 | content-type | text/plain | # TYPE other_x gauge | UNRECOGNISED",
        "200 | content-type | text/html | # TYPE prosody_x gauge | UNRECOGNISED",
        "206 | content-type | text/plain | # TYPE prosody_x gauge | UNRECOGNISED",
        "200 | x | y | ' none\n' | OPEN",
        "200 | x | y | none at all | UNRECOGNISED",
        "401 | x | y | '' | GUARDED",
        "403 | content-type | text/plain | # TYPE prosody_x gauge | GUARDED",
        "405 | allow | GET, POST | '' | GUARDED",
        "405 | allow | PUT | '' | UNRECOGNISED",
        "404 | x | y | none | ABSENT",
        "410 | x | y | '' | ABSENT",
        "301 | location | /metrics/ | '' | UNRECOGNISED",
        "500 | x | y | '' | UNRECOGNISED"
      })
  void isToldByItsAnswer(
      int status, String header, String value, String body, EndpointState state) {
    assertEquals(state, METRICS.state(answer(status, header, value, body)));
  }

  /** What web servers say for every path must not open anything. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html | '<!DOCTYPE html><title>Welcome to nginx!</title><a href=\"/\">Prosody</a>'",
        "text/html | '<html><title>Log in</title><form><input name=\"username\"><input"
            + " name=\"password\" type=\"password\"></form></html>'",
        "application/json | '{\"status\":\"ok\",\"version\":\"1.0\"}'",
        "application/json | '[]'",
        "text/plain | ''",
        "text/xml | '<?xml version=\"1.0\"?><ok/>'"
      })
  void aPageForEveryPathOpensNothing(String type, String body) {
    WebAnswer everywhere = answer(200, "content-type", type, body);
    for (WebEndpoint endpoint : BuiltInCatalogue.read().endpoints()) {
      assertEquals(EndpointState.UNRECOGNISED, endpoint.state(everywhere), endpoint.id());
    }
  }

  @Test
  void anyValueOfARepeatedHeaderCounts() {
    WebAnswer twice =
        new WebAnswer(
            405,
            Map.of("allow", List.of(Untrusted.of("GET"), Untrusted.of("post"))),
            Untrusted.of(""));
    assertEquals(EndpointState.GUARDED, METRICS.state(twice));
  }

  private static WebAnswer answer(int status, String header, String value, String body) {
    return new WebAnswer(status, Map.of(header, List.of(Untrusted.of(value))), Untrusted.of(body));
  }
}
