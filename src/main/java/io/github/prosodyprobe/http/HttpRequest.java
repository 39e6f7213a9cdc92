package io.github.prosodyprobe.http;

import java.util.ArrayList;
import java.util.List;

/**
 * What to ask. Host, User-Agent and what HTTP itself needs are added where they are not among the
 * headers.
 *
 * @param target path and query, beginning with {@code /}
 * @param headers sent as they are written
 * @param body sent with POST only
 * @param answerLimit bytes of the answer's body that are read
 */
public record HttpRequest(
    Method method, String target, List<Header> headers, String body, int answerLimit) {

  /** Enough for every page and document that Prosody serves, and for a host-meta of anybody's. */
  public static final int ANSWER_LIMIT = 64 << 10;

  /** The methods that a prober needs. */
  public enum Method {
    GET,
    HEAD,
    OPTIONS,
    POST
  }

  /** A header of ours. */
  public record Header(String name, String value) {}

  /** Copies the headers. */
  public HttpRequest {
    headers = List.copyOf(headers);
  }

  /** Asks for a resource. */
  public static HttpRequest get(String target) {
    return of(Method.GET, target);
  }

  /** Asks by a method, with an empty body. */
  public static HttpRequest of(Method method, String target) {
    return new HttpRequest(method, target, List.of(), "", ANSWER_LIMIT);
  }

  /** Posts text. */
  public static HttpRequest post(String target, String contentType, String body) {
    return new HttpRequest(Method.POST, target, List.of(), body, ANSWER_LIMIT)
        .with("Content-Type", contentType);
  }

  /** This with another header behind the others. */
  public HttpRequest with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new HttpRequest(method, target, more, body, answerLimit);
  }

  /** This, but reads only so much of the answer's body. */
  public HttpRequest reading(int bytes) {
    return new HttpRequest(method, target, headers, body, bytes);
  }

  /** Whether asking twice is the same as asking once (RFC 9110, section 9.2.1). */
  boolean isSafe() {
    return method != Method.POST;
  }
}
