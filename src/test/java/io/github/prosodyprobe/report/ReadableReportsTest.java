package io.github.prosodyprobe.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.prosodyprobe.report.CodeScanning.Waived;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever strangers write, those who read the reports get what the format promises. */
class ReadableReportsTest {

  private static final Rendering RENDERING =
      new Rendering(
          new TextStyle(Colour.OFF, Symbols.UNICODE),
          Detail.EVERYTHING,
          new CodeScanning(Optional.of(".github/workflows/xmpp.yml"), Waived.SUPPRESSED));

  private static final Schema SARIF =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(resource("/schema/sarif-schema-2.1.0.json"), InputFormat.JSON);

  private static final Parser MARKDOWN =
      Parser.builder()
          .extensions(List.of(TablesExtension.create(), AutolinkExtension.create()))
          .build();

  private static final Pattern METRIC =
      Pattern.compile(
          "# (HELP|TYPE) prosody_probe_[a-z_]+ .+"
              + "|prosody_probe_[a-z_]+\\{([a-z_]+=\"(?:[^\"\\\\]++|\\\\[\\\\\"n])*+\",?)+} [0-9.E-]+");

  private static final Pattern COMMAND =
      Pattern.compile(
          "::(error|warning|notice) file=[^:,]*,line=3,col=5,title=[^:,]*::.*"
              + "|::warning title=[^:,]*::.*");

  private static final Pattern PLUGIN =
      Pattern.compile("PROSODY-PROBE (OK|WARNING|UNKNOWN) - [^|]* \\|( [a-z]+=[0-9.]+s?;;;0)+\n");

  @ParameterizedTest
  @MethodSource("io.github.prosodyprobe.report.OddTexts#known")
  void whatAPeerSaysStaysText(String text) throws Exception {
    check(text);
  }

  @Test
  void anyTextStaysText() throws Exception {
    OddTexts.forMany(ReadableReportsTest::check);
  }

  @Test
  void aVeryLongTextStaysText() throws Exception {
    check("<](`|\u202e".repeat(5_000));
  }

  private static void check(String text) throws Exception {
    List<Judged> reports =
        List.of(Samples.saying(text), Samples.accepting(text), Samples.failed(), Samples.mixed());
    for (ReportFormat format : ReportFormat.values()) {
      List<Judged> fitting =
          format.extent() == ReportFormat.Extent.ONE ? reports.subList(1, 2) : reports;
      String rendered = RENDERING.of(format, fitting);
      String saying = format + ": " + text;
      assertFalse(rendered.codePoints().anyMatch(OddTexts::steers), saying);
      switch (format) {
        case TEXT -> {}
        case JSON, CODEQUALITY -> JsonMapper.shared().readTree(rendered);
        case JSONL -> rendered.lines().forEach(JsonMapper.shared()::readTree);
        case SARIF -> assertEquals(List.of(), SARIF.validate(rendered, InputFormat.JSON), saying);
        case MARKDOWN -> markdown(rendered);
        case HTML -> html(rendered);
        case JUNIT -> junit(rendered, reports);
        case GITHUB -> lines(saying, rendered, COMMAND);
        case PROMETHEUS -> lines(saying, rendered, METRIC);
        case NAGIOS -> assertTrue(PLUGIN.matcher(rendered).matches(), rendered);
      }
    }
  }

  private static void lines(String saying, String rendered, Pattern pattern) {
    rendered
        .lines()
        .filter(line -> !line.contains("tls.yaml"))
        .forEach(line -> assertTrue(pattern.matcher(line).matches(), saying + "\n" + line));
  }

  /** Of HTML there is what folds the page, line breaks, and the comment that defuses a mention. */
  private static void markdown(String rendered) {
    MARKDOWN
        .parse(rendered)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                throw new AssertionError(rendered);
              }

              @Override
              public void visit(Image image) {
                throw new AssertionError(rendered);
              }

              @Override
              public void visit(HtmlInline inline) {
                assertTrue(
                    List.of("<br>", "<!-- -->", "</summary>").contains(inline.getLiteral()),
                    rendered);
              }

              @Override
              public void visit(HtmlBlock block) {
                assertTrue(
                    block.getLiteral().startsWith("<details><summary>")
                        || block.getLiteral().equals("</details>"),
                    rendered);
              }
            });
  }

  /** Written such that it is well-formed XML too, which leaves no room for misunderstandings. */
  private static void html(String rendered) throws Exception {
    Document document = xml(rendered.replace("<!doctype html>", "<!DOCTYPE html>"));
    for (String element : List.of("script", "img", "iframe", "link", "object", "form", "base")) {
      assertEquals(0, document.getElementsByTagName(element).getLength(), rendered);
    }
    NodeList elements = document.getElementsByTagName("*");
    for (int index = 0; index < elements.getLength(); index++) {
      NamedNodeMap attributes = elements.item(index).getAttributes();
      for (int number = 0; number < attributes.getLength(); number++) {
        String attribute = attributes.item(number).getNodeName();
        assertFalse(attribute.matches("on.*|src|style|xlink:href|srcdoc"), attribute);
        if (attribute.equals("href")) {
          assertTrue(attributes.item(number).getNodeValue().matches("#target-[0-9]+"));
        }
      }
    }
  }

  private static void junit(String rendered, List<Judged> reports) throws Exception {
    Document document = xml(rendered);
    int cases = reports.stream().mapToInt(it -> it.report().results().size()).sum();
    // And one for the scan that failed.
    assertEquals(cases + 1, document.getElementsByTagName("testcase").getLength());
    assertEquals(4, document.getElementsByTagName("failure").getLength());
    assertEquals(3, document.getElementsByTagName("error").getLength());
  }

  private static Document xml(String text)
      throws ParserConfigurationException, IOException, SAXException {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.setErrorHandler(
        new ErrorHandler() {
          @Override
          public void warning(SAXParseException e) {}

          @Override
          public void error(SAXParseException e) {}

          @Override
          public void fatalError(SAXParseException e) throws SAXException {
            throw e;
          }
        });
    return builder.parse(new InputSource(new StringReader(text)));
  }

  @Test
  void sarifOfAScanThatFailedClosesNoAlert() {
    JsonNode run =
        JsonMapper.shared()
            .readTree(RENDERING.of(ReportFormat.SARIF, List.of(Samples.failed())))
            .get("runs")
            .get(0);
    assertFalse(run.get("invocations").get(0).get("executionSuccessful").asBoolean());
    assertEquals(1, run.get("results").size());
    assertEquals("scan", run.get("results").get(0).get("ruleId").asString());
  }

  @Test
  void markdownEndsBeforeTheSummaryOfAStepIsFull() {
    List<Judged> many = Collections.nCopies(2_000, Samples.mixed());
    String rendered = RENDERING.of(ReportFormat.MARKDOWN, many);
    assertTrue(rendered.getBytes(UTF_8).length < 1 << 20);
    assertTrue(rendered.endsWith("_The rest is left out: the page is full._\n"));
  }

  private static String resource(String name) {
    try (InputStream file =
        Objects.requireNonNull(ReadableReportsTest.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
