package io.github.prosodyprobe.http;

import io.github.prosodyprobe.net.Transcript;
import java.util.Locale;
import java.util.Set;

/** Writes requests and answers into a transcript, without the secrets in their headers. */
final class ExchangeNotes {

  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie", "cookie2");
  private static final Set<String> COOKIE = Set.of("set-cookie", "set-cookie2");

  /** Headers of one answer that are shown; the rest are counted. */
  private static final int SHOWN_HEADERS = 24;

  /** Characters of a body that are shown. */
  private static final int SHOWN_BODY = 400;

  private ExchangeNotes() {}

  static void sent(Transcript transcript, HttpRequest request, Iterable<HttpRequest.Header> all) {
    transcript.sent(request.method() + " " + request.target() + " HTTP/1.1");
    all.forEach(one -> transcript.sent(line(one.name(), one.value())));
    if (!request.body().isEmpty()) {
      transcript.sent(cut(request.body()));
    }
  }

  static void received(Transcript transcript, HttpAnswer answer) {
    transcript.received(answer.version() + " " + answer.status() + " " + answer.phrase().raw());
    answer.headers().stream()
        .limit(SHOWN_HEADERS)
        .forEach(one -> transcript.received(line(one.name().raw(), one.value().raw())));
    if (answer.headers().size() > SHOWN_HEADERS) {
      transcript.note(answer.headers().size() - SHOWN_HEADERS + " more headers");
    }
    if (answer.body().size() > 0) {
      transcript.received(cut(answer.body().text().raw()));
      transcript.note(answer.body().size() + " bytes of body, " + words(answer.body().extent()));
    }
  }

  private static String words(HttpBody.Extent extent) {
    return switch (extent) {
      case WHOLE -> "which is all";
      case TRUNCATED -> "and more that was not read";
    };
  }

  static String line(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (SECRET.contains(lower)) {
      return name + ": " + redacted(value);
    }
    return name + ": " + (COOKIE.contains(lower) ? withoutValue(value) : value);
  }

  /** A cookie's name and attributes are what a check looks at; the value is the secret. */
  private static String withoutValue(String cookie) {
    int end = cookie.indexOf(';') < 0 ? cookie.length() : cookie.indexOf(';');
    int start = cookie.substring(0, end).indexOf('=') + 1;
    return cookie.substring(0, start)
        + redacted(cookie.substring(start, end))
        + cookie.substring(end);
  }

  private static String redacted(String secret) {
    return "[redacted " + secret.length() + " characters]";
  }

  private static String cut(String text) {
    return text.length() <= SHOWN_BODY ? text : text.substring(0, SHOWN_BODY) + "…";
  }
}
