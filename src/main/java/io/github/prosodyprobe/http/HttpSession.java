package io.github.prosodyprobe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.HttpBody.Extent;
import io.github.prosodyprobe.net.Budget;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.WireOpener;
import io.github.prosodyprobe.net.WireSocketFactory;
import io.github.prosodyprobe.text.Untrusted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks one origin one request after another, over one connection as long as the server keeps it.
 *
 * <p>Only HTTP/1.1: Prosody speaks no other, a proxy that also speaks HTTP/2 serves the same
 * resources over both, and HTTP/2 lets a hostile peer do more. OkHttp sees plain HTTP always; TLS
 * lies inside of the wires that it is given. It follows nothing, keeps nothing and repeats nothing.
 */
public final class HttpSession implements AutoCloseable {

  /** How long one exchange may take. */
  static final Duration TIME_FOR_ONE = Duration.ofSeconds(10);

  /** After this time the server may have closed without our seeing it. */
  private static final Duration STALE = Duration.ofSeconds(5);

  /** A connection that has brought so much is not used again, lest the next answer be cut. */
  private static final int WORN = Budget.BYTES_PER_CONNECTION / 2;

  /** Reasons for which a connection may have failed before the request was looked at. */
  private static final Set<ReasonCode> OF_THE_CONNECTION =
      Set.of(ReasonCode.TCP_CLOSED, ReasonCode.TCP_RESET, ReasonCode.PROTOCOL_VIOLATION);

  private final Origin origin;
  private final Deadline deadline;
  private final WireSocketFactory sockets;
  private final Witness witness = new Witness();
  private final ConnectionPool pool = new ConnectionPool(1, 1, TimeUnit.MINUTES);
  private final OkHttpClient client;
  private Deadline fresh = Deadline.in(Duration.ZERO);

  /**
   * A session without a connection.
   *
   * @param opener opens connections to the origin, with TLS inside where its scheme says so
   * @param deadline when all requests must be over
   */
  public HttpSession(Origin origin, WireOpener opener, Deadline deadline) {
    this.origin = origin;
    this.deadline = deadline;
    sockets = new WireSocketFactory(opener, deadline);
    client =
        new OkHttpClient.Builder()
            .socketFactory(sockets)
            .connectionPool(pool)
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .protocols(List.of(Protocol.HTTP_1_1))
            .proxy(Proxy.NO_PROXY)
            // Any address will do: the wires know where they lead.
            .dns(_ -> List.of(InetAddress.getLoopbackAddress()))
            .fastFallback(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            // The wires keep time; OkHttp would need a thread of its own to do it.
            .connectTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .addNetworkInterceptor(witness)
            .build();
  }

  /** Whom it asks. */
  public Origin origin() {
    return origin;
  }

  /**
   * Asks. A safe request that fails on a connection that has served before is asked once more on a
   * new one, since the fault may be the earlier answer's.
   *
   * @param transcript where the exchange is noted
   * @throws PeerException with {@link ReasonCode#HTTP_TIMEOUT}, {@link
   *     ReasonCode#DEADLINE_EXCEEDED}, {@link ReasonCode#BUDGET_EXCEEDED}, {@link
   *     ReasonCode#PROTOCOL_VIOLATION}, {@link ReasonCode#TCP_CLOSED}, or the wire's own reason
   */
  public HttpAnswer ask(HttpRequest request, Transcript transcript)
      throws PeerException, InterruptedException {
    if (fresh.remaining().isZero()) {
      pool.evictAll();
    }
    int opened = sockets.opened();
    boolean used = pool.connectionCount() > 0;
    try {
      return exchange(request, transcript);
    } catch (PeerException e) {
      pool.evictAll();
      boolean onUsed = used && sockets.opened() == opened;
      if (!onUsed || !request.isSafe() || !OF_THE_CONNECTION.contains(e.reason().code())) {
        throw e;
      }
      transcript.note("no answer on a connection used before, asked again on a new one");
      return exchange(request, transcript);
    } finally {
      fresh = Deadline.in(STALE);
      if (sockets.received() > WORN) {
        pool.evictAll();
      }
    }
  }

  private HttpAnswer exchange(HttpRequest request, Transcript transcript)
      throws PeerException, InterruptedException {
    sockets.startExchange(deadline.orIn(TIME_FOR_ONE));
    witness.startExchange();
    Call call = client.newCall(encoded(request));
    try (Response response = call.execute()) {
      HttpAnswer answer = answer(witnessed(), read(call, response, request.answerLimit()));
      noteSent(request, transcript);
      ExchangeNotes.received(transcript, answer);
      return answer;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the scan is being stopped");
      }
      PeerException fault = ExchangeFaults.reasonOf(e, sockets, deadline);
      noteSent(request, transcript);
      transcript.note(fault.reason().toString());
      throw fault;
    }
  }

  private Request encoded(HttpRequest request) {
    Headers.Builder headers = new Headers.Builder();
    headers.add("User-Agent", UserAgent.VALUE);
    headers.add("Accept-Encoding", "identity");
    for (HttpRequest.Header header : request.headers()) {
      if (header.name().equalsIgnoreCase("User-Agent")) {
        headers.removeAll(header.name());
      }
      headers.add(header.name(), header.value());
    }
    @Nullable RequestBody body =
        request.isSafe() ? null : RequestBody.create(request.body().getBytes(UTF_8), null);
    Origin plain = new Origin(Origin.Scheme.HTTP, origin.host(), origin.port());
    if (headers.get("Host") == null) {
      headers.add("Host", origin.authority());
    }
    return new Request.Builder()
        .url(new WebLocation(plain, request.target()).url())
        .headers(headers.build())
        .method(request.method().name(), body)
        .build();
  }

  /** Reads the body up to the limit; whether there is more is known by one byte behind it. */
  private static HttpBody read(Call call, Response response, int limit) throws IOException {
    BufferedSource source = response.body().source();
    boolean whole = false;
    try {
      whole = !source.request(limit + 1L);
      long count = Math.min(limit, source.getBuffer().size());
      byte[] bytes = source.getBuffer().readByteArray(count);
      return new HttpBody(bytes, whole ? Extent.WHOLE : Extent.TRUNCATED);
    } finally {
      if (!whole) {
        // Closing alone would first read what is left of the body.
        call.cancel();
      }
    }
  }

  private Response witnessed() {
    return Objects.requireNonNull(witness.response(), "an answer that nobody has seen");
  }

  private static HttpAnswer answer(Response seen, HttpBody body) {
    List<HttpAnswer.Header> headers = new ArrayList<>();
    for (int i = 0; i < seen.headers().size(); i++) {
      headers.add(
          new HttpAnswer.Header(
              Untrusted.of(seen.headers().name(i)), Untrusted.of(seen.headers().value(i))));
    }
    return new HttpAnswer(
        seen.protocol() == Protocol.HTTP_1_0 ? "HTTP/1.0" : "HTTP/1.1",
        seen.code(),
        Untrusted.of(seen.message()),
        headers,
        body);
  }

  private void noteSent(HttpRequest request, Transcript transcript) {
    @Nullable Request sent = witness.request();
    if (sent == null) {
      return;
    }
    List<HttpRequest.Header> headers = new ArrayList<>();
    for (int i = 0; i < sent.headers().size(); i++) {
      headers.add(new HttpRequest.Header(sent.headers().name(i), sent.headers().value(i)));
    }
    ExchangeNotes.sent(transcript, request, headers);
  }

  /** Closes the connection. */
  @Override
  public void close() {
    pool.evictAll();
  }
}
