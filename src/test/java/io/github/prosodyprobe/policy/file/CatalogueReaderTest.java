package io.github.prosodyprobe.policy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.policy.BuiltIn;
import io.github.prosodyprobe.policy.BuiltInCatalogue;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import io.github.prosodyprobe.request.AnswerPattern;
import io.github.prosodyprobe.request.Audience;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.request.Method;
import io.github.prosodyprobe.request.ServedFor;
import io.github.prosodyprobe.request.WebEndpoint;
import io.github.prosodyprobe.request.WebRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueReaderTest {

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake("§", "the file is empty", ""),
        new Mistake("§id: x", "a list is wanted here", ""),
        new Mistake("- §just text", "a mapping is wanted", ""),
        new Mistake("- §{ id: x, paths: [/x] }", "without open, gives, audience, close, doc", ""),
        entry("§titel: x", "unknown key 'titel'", ""),
        entry("§path: [/x]", "unknown key 'path'", "mean paths?"),
        entry("§close: again", "'close' stands here twice", "join"),
        entry("method: §POST", "unknown method 'POST'", "GET, HEAD, OPTIONS"),
        entry("host: §everywhere", "unknown host 'everywhere'", "domain, component, any"),
        entry("modules: [§bosh]", "'bosh' is not a module", "mod_NAME"),
        entry("packaged: [§13]", "a text is wanted here, not '13'", "quotes"),
        entry("packaged: [§trixie]", "'trixie' is not a series", "\"13\""),
        entry("guarded: §[]", "the list is empty", ""),
        replaced("id: x", "id: §Not_So", "is not a name", "lower-case"),
        replaced("[/x]", "[§x]", "'x' is not a path", "slash"),
        replaced("[/x]", "[§'/a b']", "'/a b' is not a path", "encode"),
        replaced("[/x]", "[/x, §/x]", "in the list already", ""),
        replaced("everyone", "§world", "unknown audience 'world'", "everyone, loopback, login"),
        open("§{ body: [x] }", "an answer without a status", "[200]"),
        open("{ status: [§99], body: [x] }", "no status that ends a request", "from 200"),
        open("{ status: [§200 OK], body: [x] }", "a whole number is wanted", ""),
        open("{ status: §200, body: [x] }", "a list is wanted", "[ ]"),
        open("§{ status: [200] }", "a page that is there for every path", "what its body has"),
        open(
            "§{ status: [200], headers: { content-type: text/html } }",
            "a page that is there for every path",
            "a header that only it sends"),
        open("{ status: [200], headers: §[x] }", "from header to value", ""),
        open("{ status: [200], headers: { §Location: x } }", "not the name of a h", "lower case"),
        open("{ status: [200], headers: { a: b, §a: c } }", "this header stands here twice", ""),
        open("{ status: [200], §text: x }", "unknown key 'text'", ""),
        new Mistake(
            one("x") + one("y") + one("x").replace("- {", "- §{"),
            "endpoint x is defined already, at web.yaml:1:3",
            ""));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrongAndWhereAndWhatToWrite(Mistake mistake) {
    mistake.assertTold(CatalogueReaderTest::problems);
  }

  @Test
  void readsEverythingThatAnEntryCanSay() throws PolicyException {
    Catalogue catalogue =
        read(
            """
            - id: rest
              modules: [mod_rest, mod_other]
              packaged: ["13"]
              method: OPTIONS
              paths: [/rest/, "/x?y=%20"]
              host: component
              open:
                - { status: [200, 201], headers: { location: A }, body: [b, c], whole: d }
              guarded:
                - { status: [405], body: [e] }
              gives: f
              audience: login
              close: g
              documents: [XEP-0124]
            """);
    assertEquals(
        List.of(
            new WebEndpoint(
                "rest",
                Set.of("mod_rest", "mod_other"),
                Set.of("13"),
                List.of(
                    new WebRequest(Method.OPTIONS, "/rest/", ServedFor.COMPONENT),
                    new WebRequest(Method.OPTIONS, "/x?y=%20", ServedFor.COMPONENT)),
                List.of(
                    new AnswerPattern(
                        Set.of(200, 201),
                        Map.of("location", "A"),
                        List.of("b", "c"),
                        Optional.of("d"))),
                List.of(new AnswerPattern(Set.of(405), Map.of(), List.of("e"), Optional.empty())),
                "f",
                Audience.LOGIN,
                "g",
                List.of("XEP-0124"))),
        catalogue.endpoints());
  }

  @Test
  void asksGetOfTheDomainWhereNothingElseIsSaid() throws PolicyException {
    assertEquals(
        List.of(new WebRequest(Method.GET, "/x", ServedFor.DOMAIN)), read(one("x")).requests());
  }

  @Test
  void countsWhatIsAskedOnce() throws PolicyException {
    StringBuilder sixty = new StringBuilder(one("shares-a-path"));
    for (int number = 1; number <= CatalogueReader.MOST_REQUESTS; number++) {
      sixty.append(
          one("number-" + number).replace("[/x]", number == 1 ? "[/x]" : "[/" + number + "]"));
    }
    assertEquals(CatalogueReader.MOST_REQUESTS, read(sixty.toString()).requests().size());
    String more = sixty + one("too-much").replace("[/x]", "[/more]");
    assertEquals("more than 60 requests in the catalogue", problems(more).getFirst().message());
  }

  @Test
  void anIdIsThereOnceInAllFiles() {
    PolicyException refusal =
        assertThrows(
            PolicyException.class,
            () ->
                CatalogueReader.read(
                    List.of(
                        new SourceText("a.yaml", one("x")), new SourceText("b.yaml", one("x")))));
    assertEquals("b.yaml:1:3: endpoint x is defined already, at a.yaml:1:3", refusal.getMessage());
  }

  @Test
  void whatComesWithTheProgramIsWellFormed() {
    Catalogue catalogue = BuiltInCatalogue.read();
    assertFalse(catalogue.endpoints().isEmpty());
    for (SourceText file : BuiltIn.files("requests")) {
      assertTrue(file.text().length() < YamlText.LONGEST / 10, file.name());
    }
    for (WebEndpoint endpoint : catalogue.endpoints()) {
      assertTrue(!endpoint.open().isEmpty(), endpoint.id());
      assertTrue(
          endpoint.packaged().isEmpty() || !endpoint.modules().isEmpty(),
          endpoint.id() + " is packaged and no module's");
    }
  }

  private static Catalogue read(String text) throws PolicyException {
    return CatalogueReader.read(List.of(new SourceText("web.yaml", text)));
  }

  private static List<PolicyProblem> problems(String text) {
    return assertThrows(PolicyException.class, () -> read(text)).problems();
  }

  private static String one(String id) {
    return "- { id: "
        + id
        + ", paths: [/x], open: [ { status: [200], body: [x] } ], gives: g, audience: everyone,"
        + " close: c, documents: [d] }\n";
  }

  private static Mistake entry(String key, String message, String suggestion) {
    return new Mistake(one("x").replace(" }\n", ", " + key + " }\n"), message, suggestion);
  }

  private static Mistake replaced(String old, String with, String message, String suggestion) {
    return new Mistake(one("x").replace(old, with), message, suggestion);
  }

  private static Mistake open(String pattern, String message, String suggestion) {
    return replaced("{ status: [200], body: [x] }", pattern, message, suggestion);
  }
}
