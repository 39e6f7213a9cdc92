package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.http.HttpRequest;
import java.util.List;

/** As who a request is sent. */
enum AskingManner {
  /** As anybody. */
  PLAIN("exposure"),
  /** As somebody for whom a proxy on the server's own machine asks (RFC 7239, section 5.2). */
  FORGED(
      "exposure-forged",
      new HttpRequest.Header("X-Forwarded-For", "127.0.0.1"),
      new HttpRequest.Header("Forwarded", "for=127.0.0.1"),
      new HttpRequest.Header("X-Real-IP", "127.0.0.1")),
  /** As somebody who takes the server for another one (RFC 6761, section 6.4). */
  FOREIGN_HOST("exposure-foreign-host", new HttpRequest.Header("Host", "prosody-probe.invalid"));

  private final String evidence;
  private final List<HttpRequest.Header> headers;

  AskingManner(String evidence, HttpRequest.Header... headers) {
    this.evidence = evidence;
    this.headers = List.of(headers);
  }

  /** The name of its evidence. */
  String evidence() {
    return evidence;
  }

  /** What it adds to a request. */
  List<HttpRequest.Header> headers() {
    return headers;
  }
}
