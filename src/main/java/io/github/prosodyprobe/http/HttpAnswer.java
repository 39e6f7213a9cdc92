package io.github.prosodyprobe.http;

import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server answered.
 *
 * @param version as in the status line, such as {@code HTTP/1.1}
 * @param status the status code
 * @param phrase the words behind it
 * @param headers in the order in which they came, repeated ones too
 */
public record HttpAnswer(
    String version, int status, Untrusted phrase, List<Header> headers, HttpBody body) {

  /** A header of the peer's. A line without a colon is one without a name. */
  public record Header(Untrusted name, Untrusted value) {

    /** Whether it has this name (RFC 9110, section 5.1: the case does not count). */
    public boolean isNamed(String wanted) {
      return name.raw().equalsIgnoreCase(wanted);
    }
  }

  /** Copies the headers. */
  public HttpAnswer {
    headers = List.copyOf(headers);
  }

  /** The values of all headers of this name. */
  public List<Untrusted> headers(String name) {
    return headers.stream().filter(one -> one.isNamed(name)).map(Header::value).toList();
  }

  /** The values of all headers, by their names in lower case. */
  public Map<String, List<Untrusted>> fields() {
    Map<String, List<Untrusted>> fields = new TreeMap<>();
    for (Header header : headers) {
      fields
          .computeIfAbsent(header.name().raw().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(header.value());
    }
    return fields;
  }

  /** The value of the first header of this name. */
  public Optional<Untrusted> header(String name) {
    return headers(name).stream().findFirst();
  }
}
