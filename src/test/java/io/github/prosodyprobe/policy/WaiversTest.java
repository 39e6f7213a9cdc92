package io.github.prosodyprobe.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.match.Glob;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiversTest {

  private static final List<String> NAMES = List.of("bücher.example", "xn--bcher-kva.example");
  private static final Check CHECK = BuiltIn.library().check("tls-versions").orElseThrow();

  @ParameterizedTest
  @CsvSource({
    // state, last day, now, what becomes of it, days left
    "fail,    2026-11-21, 2026-11-21T23:59:59Z, waived, 0",
    "fail,    2026-11-21, 2026-11-22T00:00:00Z, fail, -1",
    "unknown, 2026-11-24, 2026-11-21T12:00:00Z, waived, 3",
    "unknown, 2026-11-18, 2026-11-21T12:00:00Z, unknown, -3",
    "fail,    , 2126-11-21T12:00:00Z, waived, ",
  })
  void holdsThroughItsLastDayInUtc(
      String state, LocalDate last, Instant now, String after, Long left) {
    Result result = result(State.of(state).orElseThrow());
    Waiver waiver = waiver("tls-versions", null, null, last);
    Result applied = new Waivers(List.of(waiver)).applied(List.of(result), NAMES, now).getFirst();
    assertEquals(after, applied.state().word());
    Waiving waiving = applied.waiving().orElseThrow();
    assertEquals(state, waiving.of().word());
    assertEquals(Optional.ofNullable(left), waiving.daysLeft(now));
  }

  @ParameterizedTest
  @CsvSource({
    "pass",
    "not-applicable",
    "info",
  })
  void whatIsAllRightNeedsNone(String state) {
    Result result = result(State.of(state).orElseThrow());
    assertEquals(
        List.of(result),
        new Waivers(List.of(waiver("tls-*", null, null, null)))
            .applied(List.of(result), NAMES, Instant.EPOCH));
  }

  @ParameterizedTest
  @CsvSource({
    "tls-versions, , , true",
    "tls-*, , , true",
    "tls-suites, , , false",
    "'*', xn--bcher-kva.example, , true",
    "'*', Bücher.example, , true",
    "'*', other.example, , false",
    "'*', muc.xn--bcher-kva.example, , true",
    "'*', , s2s, true",
    "'*', , c2s, false",
    "'*', , *:5269, true",
    "'*', , *:5222, false",
    "'*', , s2s 192.0.2.*, true",
    "'*', , c2s 192.0.2.*, false",
  })
  void isAboutWhatItNames(String check, String target, String endpoint, boolean covers) {
    Endpoint place = new Endpoint(Listener.S2S, "muc.xn--bcher-kva.example", "192.0.2.7:5269");
    assertEquals(
        covers, waiver(check, target, endpoint, null).covers("tls-versions", place, NAMES));
  }

  @Test
  void ofSeveralTheOneThatLastsLongestCounts() {
    LocalDate day = LocalDate.of(2026, 11, 21);
    Waivers waivers =
        new Waivers(
            List.of(
                waiver("tls-versions", null, null, day.minusDays(1)),
                waiver("tls-*", null, null, day.plusDays(1)),
                waiver("tls-*", null, "s2s", day)));
    Result applied =
        waivers
            .applied(List.of(result(State.FAIL)), NAMES, Instant.parse("2026-11-21T12:00:00Z"))
            .getFirst();
    assertEquals(Optional.of(day.plusDays(1)), applied.waiving().orElseThrow().expires());
  }

  private static Result result(State state) {
    Endpoint place = new Endpoint(Listener.S2S, "xn--bcher-kva.example", "192.0.2.7:5269");
    return new Result(CHECK, place, state, null, "", List.of());
  }

  private static Waiver waiver(
      String check,
      @Nullable String target,
      @Nullable String endpoint,
      @Nullable LocalDate expires) {
    return new Waiver(
        new Glob(check),
        Optional.ofNullable(target),
        Optional.ofNullable(endpoint).map(Glob::new),
        "reason",
        "owner",
        Optional.empty(),
        Optional.ofNullable(expires),
        new Location("waivers.yaml", 1, 1));
  }
}
