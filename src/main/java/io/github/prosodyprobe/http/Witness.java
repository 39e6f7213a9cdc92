package io.github.prosodyprobe.http;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Stands between OkHttp and the connection: sees the request as it is sent and the answer's head as
 * it came, and refuses heads that OkHttp would make the best of.
 *
 * <p>What it hands on has the status 200. OkHttp acts by itself on some others: it asks again after
 * a 503 with {@code Retry-After: 0}, and takes a 407 for an error of its caller's.
 */
final class Witness implements Interceptor {

  /** Headers of one answer. OkHttp itself ends a head at 256 KiB. */
  static final int HEADERS = 256;

  private @Nullable Request request;
  private @Nullable Response response;

  /** Forgets the exchange before. */
  void startExchange() {
    request = null;
    response = null;
  }

  /** The request as sent, when it came to that. */
  @Nullable Request request() {
    return request;
  }

  /** The answer, when its head has come. */
  @Nullable Response response() {
    return response;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    request = chain.request();
    Response real = chain.proceed(chain.request());
    try {
      check(real);
    } catch (PeerException e) {
      // Closing alone would first read what is left of the body.
      chain.call().cancel();
      real.close();
      throw e;
    }
    response = real;
    return real.newBuilder().code(200).build();
  }

  private static void check(Response real) throws PeerException {
    if (real.headers().size() > HEADERS) {
      throw PeerException.of(
          ReasonCode.BUDGET_EXCEEDED, "the answer has more than " + HEADERS + " headers");
    }
    if (real.code() == 101) {
      throw PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION, "the server switches protocols without being asked to");
    }
    List<String> lengths =
        real.headers("Content-Length").stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .distinct()
            .toList();
    // RFC 9112, section 6.3: to be treated as an unrecoverable error.
    if (lengths.size() > 1 || !lengths.stream().allMatch(Witness::isLength)) {
      throw PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION,
          "Content-Length is " + ExchangeFaults.cut(String.join(", ", lengths)));
    }
  }

  private static boolean isLength(String length) {
    return !length.isEmpty()
        && length.length() <= 18
        && length.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
