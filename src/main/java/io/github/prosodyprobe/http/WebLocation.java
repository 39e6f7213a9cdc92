package io.github.prosodyprobe.http;

import io.github.prosodyprobe.http.Origin.Scheme;
import io.github.prosodyprobe.text.Untrusted;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A URL without user, password and fragment.
 *
 * @param target path and query as they stand in a request line (RFC 9112, section 3.2.1)
 */
public record WebLocation(Origin origin, String target) {

  /** WebSocket URLs mean the HTTP request that the WebSocket begins with (RFC 6455, section 3). */
  private static final Pattern WEB_SOCKET =
      Pattern.compile("ws(s?:.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Reads an {@code http}, {@code https}, {@code ws} or {@code wss} URL; empty for any other. */
  public static Optional<WebLocation> parse(String url) {
    Matcher webSocket = WEB_SOCKET.matcher(url);
    return of(HttpUrl.parse(webSocket.matches() ? "http" + webSocket.group(1) : url));
  }

  /** Reads one that a server gave, white space around it left out. */
  public static Optional<WebLocation> parse(Untrusted url) {
    return parse(url.raw().strip());
  }

  /** Where a reference on a page at this location leads; empty for other schemes (RFC 3986, 5). */
  public Optional<WebLocation> resolve(Untrusted reference) {
    return of(HttpUrl.get(toString()).resolve(reference.raw()));
  }

  private static Optional<WebLocation> of(@Nullable HttpUrl url) {
    if (url == null) {
      return Optional.empty();
    }
    @Nullable String query = url.encodedQuery();
    return Optional.of(
        new WebLocation(
            new Origin(url.isHttps() ? Scheme.HTTPS : Scheme.HTTP, url.host(), url.port()),
            query == null ? url.encodedPath() : url.encodedPath() + "?" + query));
  }

  /**
   * The URL for a request to this location, in which nothing is written otherwise than here.
   *
   * @throws IllegalArgumentException when the target cannot be asked for as it is written
   */
  HttpUrl url() {
    HttpUrl url = HttpUrl.get(toString());
    if (!of(url).equals(Optional.of(this))) {
      throw new IllegalArgumentException("not a URL in its canonical form: " + this);
    }
    return url;
  }

  @Override
  public String toString() {
    return origin + target;
  }
}
