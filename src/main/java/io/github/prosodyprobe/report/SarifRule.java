package io.github.prosodyprobe.report;

import io.github.prosodyprobe.policy.Citation;
import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.text.Escaper;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a check as a rule of SARIF.
 *
 * @param json where it goes
 */
record SarifRule(JsonGenerator json) {

  void write(Finding finding) {
    String sources =
        finding.citations().stream().map(Citation::toString).collect(Collectors.joining("; "));
    String fixes = String.join("\n", finding.fix().values());
    json.writeStartObject();
    json.writeStringProperty("id", Escaper.DOCUMENT.escape(finding.check()));
    text("shortDescription", finding.title());
    text("fullDescription", finding.why().isEmpty() ? finding.title() : finding.why());
    json.writeObjectPropertyStart("help");
    json.writeStringProperty(
        "text", lines(finding.why() + "\n\nFix:\n" + fixes + "\n\nSource: " + sources));
    json.writeStringProperty(
        "markdown",
        Escaper.MARKDOWN.escape(finding.why())
            + "\n\n"
            + Markdown.fenced(fixes)
            + "\n\n"
            + Escaper.MARKDOWN.escape("Source: " + sources));
    json.writeEndObject();
    end(level(finding.severity()), securitySeverity(finding.severity()));
  }

  void writeScan() {
    json.writeStartObject();
    json.writeStringProperty("id", SarifReport.SCAN);
    text("shortDescription", "The scan looks at everything that the policy asks for");
    text("fullDescription", "What was not looked at is neither right nor wrong.");
    end("error", securitySeverity(Severity.WARNING));
  }

  private void end(String level, String securitySeverity) {
    json.writeObjectPropertyStart("defaultConfiguration");
    json.writeStringProperty("level", level);
    json.writeEndObject();
    json.writeObjectPropertyStart("properties");
    json.writeArrayPropertyStart("tags");
    json.writeString("security");
    json.writeEndArray();
    json.writeStringProperty("precision", "very-high");
    json.writeStringProperty("security-severity", securitySeverity);
    json.writeEndObject();
    json.writeEndObject();
  }

  static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "error";
      case WARNING -> "warning";
      case SUGGESTION -> "note";
    };
  }

  /** On the scale of CVSS, where GitHub's own steps are 9, 7 and 4. */
  private static String securitySeverity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.0";
      case WARNING -> "5.5";
      case SUGGESTION -> "2.0";
    };
  }

  /** GitHub takes descriptions of about as many characters as a terminal does. */
  private void text(String name, String text) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("text", Escaper.TERMINAL.escape(text));
    json.writeEndObject();
  }

  private static String lines(String text) {
    return text.lines().map(Escaper.DOCUMENT::escape).collect(Collectors.joining("\n"));
  }
}
