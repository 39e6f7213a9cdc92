package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.TextSet;

/** Facts about what a web server shows to whoever asks. */
public final class HttpFacts {

  private static final String STATUS = "RFC 9110, section 15";
  private static final String FORWARDED = "RFC 7239, section 8.1";

  /** What anybody is given. */
  public static final Fact<TextSet> ENDPOINTS_OPEN =
      texts(
          "http.endpoints-open",
          "The endpoints of the catalogue that gave away what they have, told by their answers; none"
              + " whose answer a path that cannot exist gets too",
          STATUS);

  /** What anybody is given who asks for a component by its name. */
  public static final Fact<TextSet> COMPONENT_ENDPOINTS_OPEN =
      texts(
          "http.component-endpoints-open",
          "The endpoints of components that gave away what they have to a request with a component's"
              + " name in Host; no other endpoint is asked for by that name",
          STATUS);

  /** What is there and refuses. */
  public static final Fact<TextSet> ENDPOINTS_GUARDED =
      texts(
          "http.endpoints-guarded",
          "The endpoints of the catalogue that refused us, where a path that cannot exist is not"
              + " refused in the same way",
          "RFC 9110, sections 15.5.2 and 15.5.4");

  /** What headers of ours open. */
  public static final Fact<TextSet> OPENED_BY_FORGED_HEADERS =
      texts(
          "http.endpoints-opened-by-forged-headers",
          "The endpoints of the catalogue that refuse, or that are not there and for the server itself"
              + " or missing otherwise than a path that cannot exist, and open for a request that says by"
              + " X-Forwarded-For, Forwarded and X-Real-IP that it comes from 127.0.0.1",
          FORWARDED);

  /** What another name opens. */
  public static final Fact<TextSet> OPENED_BY_FOREIGN_HOST =
      texts(
          "http.endpoints-opened-by-foreign-host",
          "The endpoints of the catalogue that refuse, or that are served under every name, not for"
              + " everybody and not there, and open for a request with a name in Host that nobody has",
          "RFC 9110, section 7.2");

  /** Who refuses without saying what would help. */
  public static final Fact<TextSet> ENDPOINTS_WITHOUT_CHALLENGE =
      texts(
          "http.endpoints-without-challenge",
          "The guarded endpoints that answered 401 without the field WWW-Authenticate",
          "RFC 9110, section 15.5.2");

  /** What the server says of itself. */
  public static final Fact<TextSet> SOFTWARE =
      texts(
          "http.software",
          "What the answers say of the server's software: the values of Server and X-Powered-By, and"
              + " Prosody where its own front page is served",
          "RFC 9110, section 10.2.4");

  /** Folders that show what is in them. */
  public static final Fact<TextSet> DIRECTORY_LISTINGS =
      texts(
          "http.directory-listings",
          "The paths of the catalogue at which the content of a folder is listed",
          "CWE-548");

  private HttpFacts() {}
}
