package io.github.prosodyprobe.policy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.policy.BuiltIn;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyProblemsTest {

  private static final PolicyLibrary LIBRARY = BuiltIn.library();
  private static final String HEAD = "policy: { name: mine, version: 1 }\n";
  private static final String BASED =
      "policy: { name: mine, version: 1, extends: prosody-recommended@1 }\n";

  static Stream<Mistake> mistakes() {
    return Stream.of(
        // Facts, matchers, values.
        expect("§tls.version: { only: [TLSv1.2] }", "unknown fact 'tls.version'", "tls.versions?"),
        expect("tls.versions: { §any: [TLSv1.2] }", "unknown matcher 'any'", ""),
        expect("tls.versions: { §onyl: [TLSv1.2] }", "unknown matcher 'onyl'", "mean only?"),
        expect("tls.versions: { §at-least: 2 }", "does not fit tls.versions", "only, includes"),
        expect("tls.dh-bits: { §only: [2048] }", "does not fit tls.dh-bits", "at-least"),
        expect("tls.versions: { only: [§TLSv12] }", "not among the values", "mean TLSv1.2?"),
        expect("starttls.offer: { is: §maybe }", "not among the values", "required, offered"),
        expect("tls.versions: { only: §TLSv1.2 }", "a list is wanted", "[ ]"),
        expect("tls.versions: §TLSv1.2", "a mapping is wanted", ""),
        expect("tls.alpn: { is: §1.2 }", "a text is wanted here, not '1.2'", "quotes"),
        expect("tls.dh-bits: { at-least: §many }", "a whole number is wanted", ""),
        expect("tls.dh-bits: { at-least: §99999999999999999999 }", "not a whole decimal", ""),
        expect("tls.dh-bits: { between: §[4096, 2048] }", "two numbers are wanted", "[1, 10]"),
        expect("tls.compression: { is: §nope }", "true or false is wanted", ""),
        expect("certificate.not-after: { at-least-from-now: §14 days }", "not a duration", "14d"),
        expect("stream.limits.idle-seconds: { at-most: §1y }", "not a duration", "14d"),
        // Assertions that assert nothing.
        expect("tls.versions: { only: §[] }", "the list is empty", ""),
        expect("tls.versions: §{}", "there is no matcher here", ""),
        expect("tls.dh-bits: { at-least: §0 }", "as great as that", ""),
        expect("tls.alpn: { matches: §'**' }", "every text fits", "present: true"),
        expect("tls.alpn: { present: §false }", "'present' knows only true", "empty: true"),
        expect("starttls.offer: { one-of: §[required, offered, absent] }", "all the values", ""),
        expect(
            "tls.versions: { only: §[SSLv2, SSLv3, TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3] }",
            "all the values",
            ""),
        expect("any-of: §[]", "the list is empty", ""),
        expect("not: §{}", "there is no fact here", ""),
        // Structure.
        expect("any-of: [ { §any-of: [] } ]", "only one level", "split"),
        expect("tls.versions: { only: [TLSv1.2, §TLSv1.2] }", "in the list already", ""),
        expect("tls.alpn: { is: a }, §tls.alpn: { is: b }", "'tls.alpn' stands here twice", "join"),
        entry("§titel: x", "unknown key 'titel'", "mean title?"),
        entry("on: [§c2x]", "unknown listener 'c2x'", "mean c2s?"),
        entry("severity: §high", "unknown severity 'high'", "critical, warning, suggestion"),
        entry("when: { vantage: §moon }", "unknown vantage 'moon'", "external, internal"),
        entry("title: §\"a \\e[31mred one\"", "control or invisible", ""),
        entry("off: §false", "changes nothing", "leave it out"),
        entry("fix: { §ejabberd: x }", "unknown software 'ejabberd'", ""),
        entry("cite: [ §{ section: '1' } ]", "a citation without a document", ""),
        new Mistake(HEAD + "checks: [ §{ title: x } ]", "a check without an id", "id"),
        new Mistake(HEAD + "checks: [ { id: §Not_So } ]", "is not a name", "lower-case"),
        new Mistake(HEAD + "checks: [ §{ id: x, title: y } ]", "check x lacks on, severity", ""),
        new Mistake(HEAD + "checks: [ §tls-version ]", "unknown check", "mean tls-versions?"),
        new Mistake(HEAD + "checks: [ tls-versions, §tls-versions ]", "stands here twice", "join"),
        new Mistake(
            HEAD + "checks: [ tls-versions, §{ id: tls-versions, severity: warning } ]",
            "stands here twice, first in line 2",
            "join"),
        new Mistake(HEAD + "checks: [ §{ id: tls-versions, off: true } ]", "is off already", ""),
        new Mistake(
            BASED + "checks: [ §{ id: tls-versions, why: so } ]", "nobody can change why", "id"),
        new Mistake(
            "policy: { name: §mozilla-5.8.yaml, version: 1 }\nchecks: [ tls-versions ]",
            "is not a name",
            "such as 5.8"),
        new Mistake(
            BASED + "checks: [ §{ id: tls-versions, off: true, severity: warning } ]",
            "changed and switched off",
            ""),
        new Mistake("§" + HEAD, "a policy without checks", "extend"),
        new Mistake("§checks: [ tls-versions ]", "a policy without its head", "policy:"),
        new Mistake("policy: §{ name: x }", "the policy has no version", ""),
        new Mistake("policy: { name: x, version: §0 }", "counted from 1", ""),
        new Mistake("§- id: x", "a mapping is wanted", ""),
        new Mistake("§just text", "a mapping is wanted", ""),
        new Mistake("§", "the file is empty", ""),
        new Mistake("policy: { name: x\nchecks§: [", "not YAML", ""),
        new Mistake("policy: [ §*nowhere ]", "not YAML", ""),
        new Mistake("a: " + "[".repeat(15) + "§[", "nested deeper than 16 levels", ""),
        new Mistake("§" + "# long\n".repeat(40_000), "more than 262144 characters", ""),
        new Mistake(extending("prosody-recommended"), "version of the extended", "mmended@1"),
        new Mistake(
            extending("prosody-recommended@9"),
            "there is no policy",
            "available: prosody-recommended@1"),
        new Mistake(extending("builtin:prosody-recomended@1"), "there is no", "mean prosody-rec"),
        new Mistake(extending("./nowhere.yaml"), "there is no file './nowhere.yaml'", ""),
        new Mistake(extending("base.yaml@7"), "version 3, not 7", "base.yaml@3"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrongAndWhereAndWhatToWrite(Mistake mistake) {
    mistake.assertTold(PolicyProblemsTest::problems);
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    List<PolicyProblem> problems =
        problems(
            """
            policy: { name: mine, version: one, extends: xmpp-minimum@1 }
            checks:
              - id: tls-versions
                sevrity: warning
                expect: { tls.versions: { only: [TLSv12, TLSv13] } }
            """);
    assertEquals(
        List.of("1:32", "4:5", "5:38", "5:46"),
        problems.stream().map(it -> it.line() + ":" + it.column()).sorted().toList());
  }

  @Test
  void showsTheLineWithACaret() {
    PolicyProblem problem =
        problems("policy: { name: mine, version: 1 }\nchecks: [ tls-version ]\n").getFirst();
    assertEquals(
        """
        mine.yaml:2:11: unknown check 'tls-version'; did you mean tls-versions?
        checks: [ tls-version ]
                  ^""",
        problem + "\n" + problem.excerpt());
  }

  @Test
  void refusesWhatIsNotUtf8AtItsPlace() {
    byte[] latin = "policy:\n  name: müller\n".getBytes(StandardCharsets.ISO_8859_1);
    PolicyException refusal =
        assertThrows(PolicyException.class, () -> SourceText.utf8("mine.yaml", latin));
    assertEquals("mine.yaml:2:10: the file is not UTF-8; save it as UTF-8", refusal.getMessage());
  }

  @Test
  void doesNotLetAliasesGrow() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int level = 1; level < 30; level++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
    }
    assertTrue(problems(bomb.toString()).getFirst().message().startsWith("not YAML"));
  }

  @Test
  void policiesInACircleAreNamedInTheirOrder() {
    Map<String, String> files = Map.of("a.yaml", unmarked("b.yaml"), "b.yaml", unmarked("a.yaml"));
    PolicySource source =
        (name, _) -> Optional.ofNullable(files.get(name)).map(it -> new SourceText(name, it));
    PolicyException refusal =
        assertThrows(
            PolicyException.class,
            () -> LIBRARY.read(new SourceText("a.yaml", unmarked("b.yaml")), source));
    assertEquals(
        "policies extend each other in a circle: a.yaml > b.yaml > a.yaml",
        refusal.problems().getFirst().message());
  }

  private static List<PolicyProblem> problems(String text) {
    String base = "policy: { name: base, version: 3 }\nchecks: [ tls-versions ]\n";
    PolicySource files =
        (name, _) ->
            name.equals("base.yaml") ? Optional.of(new SourceText(name, base)) : Optional.empty();
    return assertThrows(
            PolicyException.class, () -> LIBRARY.read(new SourceText("mine.yaml", text), files))
        .problems();
  }

  private static String extending(String reference) {
    return "policy: { name: x, version: 1, extends: §'" + reference + "' }\n";
  }

  private static String unmarked(String reference) {
    return extending(reference).replace("§", "");
  }

  private static Mistake expect(String expectation, String message, String suggestion) {
    return entry("expect: { " + expectation + " }", message, suggestion);
  }

  private static Mistake entry(String key, String message, String suggestion) {
    return new Mistake(BASED + "checks: [ { id: x, " + key + " } ]", message, suggestion);
  }
}
