package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.count;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Count;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/**
 * Facts about headers with which a web server protects its pages, each judged by its value as
 * browsers do. All speak of the paths that were asked for: those under which Prosody serves pages,
 * and that of the URL.
 */
public final class HeaderFacts {

  private static final String FETCH_CORS = "Fetch Standard, CORS protocol";
  private static final String CSP = "Content Security Policy Level 3";

  /** The paths that serve a page. */
  public static final Fact<TextSet> PAGES =
      texts(
          "http.pages",
          "The paths that serve an HTML page with the status 200",
          "RFC 9110, section 15.3.1");

  /** How long browsers keep to https. */
  public static final Fact<Count> HSTS_SECONDS =
      count(
          "http.hsts-seconds",
          Unit.SECONDS,
          "The shortest time for which an answer that serves or redirects tells browsers to use"
              + " https alone; none where one does not say so, or not in a valid way",
          "RFC 6797, section 6.1.1");

  /** Where nothing is said of https. */
  public static final Fact<TextSet> WITHOUT_HSTS =
      texts(
          "http.paths-without-hsts",
          "The paths that serve or redirect over https and do not tell browsers to keep to it",
          "RFC 6797, section 7.1");

  /** Where browsers may guess the type. */
  public static final Fact<TextSet> WITHOUT_CONTENT_TYPE_OPTIONS =
      texts(
          "http.paths-without-content-type-options",
          "The paths that serve something with the status 200 and without nosniff",
          "Fetch Standard, X-Content-Type-Options header");

  /** Pages that anybody may show inside of their own. */
  public static final Fact<TextSet> WITHOUT_FRAME_PROTECTION =
      texts(
          "http.pages-without-frame-protection",
          "The pages that any site may frame: frame-ancestors limits them not, and where it is"
              + " missing X-Frame-Options is neither DENY nor SAMEORIGIN",
          CSP + ", frame-ancestors; HTML Standard, X-Frame-Options header");

  /** Pages whose address is told to others. */
  public static final Fact<TextSet> WITHOUT_REFERRER_POLICY =
      texts(
          "http.pages-without-referrer-policy",
          "The pages that do not keep their path from other sites by a Referrer-Policy",
          "Referrer Policy, section 3");

  /** Pages without a Content-Security-Policy. */
  public static final Fact<TextSet> WITHOUT_CONTENT_SECURITY_POLICY =
      texts(
          "http.pages-without-content-security-policy",
          "The pages without a Content-Security-Policy that is enforced",
          CSP + ", section 3.1");

  /** Pages whose Content-Security-Policy lets in scripts of others. */
  public static final Fact<TextSet> UNSAFE_CONTENT_SECURITY_POLICY =
      texts(
          "http.pages-with-unsafe-content-security-policy",
          "The pages whose Content-Security-Policy lets scripts in that an attacker put there:"
              + " unsafe-inline, unsafe-eval, a wildcard, or nothing said of scripts",
          CSP + ", section 6.1");

  /** Pages that may use everything that a browser can do. */
  public static final Fact<TextSet> WITHOUT_PERMISSIONS_POLICY =
      texts(
          "http.pages-without-permissions-policy",
          "The pages that do not say which of a browser's features they need",
          "Permissions Policy, section 5.2");

  /** Pages that windows of other sites keep a hold of. */
  public static final Fact<TextSet> WITHOUT_OPENER_POLICY =
      texts(
          "http.pages-without-opener-policy",
          "The pages over https that a window of another site keeps a hold of which opened them, or"
              + " which they open: Cross-Origin-Opener-Policy is missing, unsafe-none or invalid",
          "HTML Standard, section 7.1.3");

  /** Pages that take in what did not agree to it. */
  public static final Fact<TextSet> WITHOUT_EMBEDDER_POLICY =
      texts(
          "http.pages-without-embedder-policy",
          "The pages over https into which anything may be loaded from other sites, with the reader's"
              + " credentials and without having agreed: Cross-Origin-Embedder-Policy is missing,"
              + " unsafe-none or invalid",
          "HTML Standard, section 7.1.4");

  /** What other sites may embed without being asked. */
  public static final Fact<TextSet> WITHOUT_RESOURCE_POLICY =
      texts(
          "http.paths-without-resource-policy",
          "The paths that serve with the status 200 something else than a page, do not open it to a"
              + " made-up origin by CORS, and do not say by Cross-Origin-Resource-Policy who may embed"
              + " it",
          "Fetch Standard, Cross-Origin-Resource-Policy header");

  /** Headers that contradict themselves. */
  public static final Fact<TextSet> REPEATED =
      texts(
          "http.paths-with-repeated-headers",
          "The paths, each with a header of this family that it sends twice with different values",
          "RFC 9110, section 5.3");

  /** Where any site may read what is for the person who is logged in. */
  public static final Fact<TextSet> REFLECTING_ORIGIN_WITH_CREDENTIALS =
      texts(
          "http.paths-reflecting-origin-with-credentials",
          "The paths that let a made-up origin read the answer to a request with credentials",
          FETCH_CORS);

  /** Cookies that get to where they should not. */
  public static final Fact<TextSet> COOKIES_WITHOUT_ATTRIBUTES =
      texts(
          "http.cookies-without-attributes",
          "The cookies that are set without Secure, HttpOnly or SameSite, with their path and what"
              + " is missing",
          "RFC 6265, section 4.1.2; RFC 6265bis, section 4.1.2.7");

  private HeaderFacts() {}
}
