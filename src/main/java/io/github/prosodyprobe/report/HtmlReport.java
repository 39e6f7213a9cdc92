package io.github.prosodyprobe.report;

import java.util.Base64;
import java.util.List;

/**
 * Renders reports as one HTML file that loads nothing and runs nothing, which its own content
 * security policy makes sure of: it is made of what strangers' servers say.
 */
final class HtmlReport {

  private static final String STYLE = HtmlStyle.read();

  private final Markup html = new Markup("<!doctype html>");

  private HtmlReport() {}

  static String of(List<Judged> reports) {
    return new HtmlReport().render(reports);
  }

  private String render(List<Judged> reports) {
    html.open("html", "lang", "en").ours("\n");
    head(reports);
    html.open("body").ours("\n");
    if (reports.size() > 1) {
      contents(reports);
    }
    html.open("main").ours("\n");
    for (int number = 0; number < reports.size(); number++) {
      new HtmlTarget(html, reports.get(number), number).write();
    }
    html.end();
    html.open("footer").text("Made by " + reports.getFirst().report().tool()).end();
    return html.end().end().toString();
  }

  private void head(List<Judged> reports) {
    String digest = Base64.getEncoder().encodeToString(Fingerprint.sha256(STYLE));
    html.open("head").ours("\n");
    html.empty("meta", "charset", "utf-8").ours("\n");
    html.empty(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            "default-src 'none'; style-src 'sha256-"
                + digest
                + "'; base-uri 'none'; form-action 'none'")
        .ours("\n");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.ours("\n");
    html.empty("meta", "name", "referrer", "content", "no-referrer").ours("\n");
    Judged first = reports.getFirst();
    String title = reports.size() == 1 ? title(first) : reports.size() + " XMPP servers";
    html.element("title", title).ours("\n");
    html.open("style").ours(STYLE).end().end();
  }

  private static String title(Judged judged) {
    String target = judged.report().run().target();
    return judged.report().policy() == null ? target : target + ": " + judged.verdict().words();
  }

  private void contents(List<Judged> reports) {
    html.open("nav", "aria-label", "Targets").open("ul").ours("\n");
    for (int number = 0; number < reports.size(); number++) {
      html.open("li");
      html.element("a", title(reports.get(number)), "href", "#" + HtmlTarget.anchor(number));
      html.end();
    }
    html.end().end();
  }
}
