package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.text;

import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;

/** Facts about what a web server does with those who come in clear text. */
public final class ClearTextFacts {

  private static final String REDIRECTION = "RFC 9110, section 15.4; RFC 6797, section 7.2";

  /** Where the front page leads. */
  public static final Fact<Text> FRONT_PAGE =
      text(
          "http.front-page-leads-to",
          "What who asks for the front page at port 80 is given: a redirect to 'https' on the same"
              + " host, to https on an 'other-host', or to 'http' once more; a 'page' in clear text;"
              + " or 'nothing', such as an error",
          REDIRECTION,
          "https",
          "other-host",
          "http",
          "page",
          "nothing");

  /** Whether nothing else is there. */
  public static final Fact<Flag> ONLY_REDIRECTS =
      flag(
          "http.only-redirects",
          "The front page and a path that cannot exist are both answered with a redirect to https",
          REDIRECTION);

  private ClearTextFacts() {}
}
