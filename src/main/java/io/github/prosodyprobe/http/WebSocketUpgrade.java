package io.github.prosodyprobe.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.text.Untrusted;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Asks a server to turn an HTTP/1.1 connection into a WebSocket (RFC 6455, section 4.1). */
public final class WebSocketUpgrade {

  /** The subprotocol of RFC 7395, section 3.1. */
  public static final String XMPP = "xmpp";

  private static final String FIXED = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /**
   * What is asked for. No extension is ever offered.
   *
   * @param location where the WebSocket is said to be
   * @param subprotocol such as {@link #XMPP}; empty to ask for none
   * @param headers further ones, such as {@code Origin} or another {@code Host}
   */
  public record Request(
      WebLocation location, String subprotocol, List<HttpRequest.Header> headers) {
    /** Copies the headers. */
    public Request {
      headers = List.copyOf(headers);
    }
  }

  /** What the server made of it. */
  public sealed interface Outcome {

    /** The head of its answer, and where it stays HTTP what the body begins with. */
    HttpAnswer answer();

    /**
     * It is a WebSocket now, whatever comes over it.
     *
     * @param subprotocol the one that the server chose, or empty
     */
    record Switched(HttpAnswer answer, String subprotocol, WebSocket socket) implements Outcome {}

    /** It stays HTTP, and the connection is closed. */
    record Declined(HttpAnswer answer) implements Outcome {}
  }

  private WebSocketUpgrade() {}

  /**
   * Asks.
   *
   * @param wire inside TLS where the location says so; belongs to the WebSocket from here on, and
   *     is closed where none comes of it
   * @throws PeerException with {@code protocol-violation} when a server switches without keeping to
   *     the RFC, or as {@link WebSocket#receive()} does
   */
  public static Outcome over(Wire wire, Request request) throws PeerException {
    boolean switched = false;
    try {
      byte[] nonce = new byte[16];
      new SecureRandom().nextBytes(nonce);
      String key = Base64.getEncoder().encodeToString(nonce);
      write(wire, request, key);
      WireBytes bytes = new WireBytes(wire);
      HttpAnswer answer = AnswerHead.read(bytes);
      if (answer.status() != 101) {
        HttpAnswer whole = AnswerBeginning.read(wire, bytes, answer);
        ExchangeNotes.received(wire.transcript(), whole);
        return new Outcome.Declined(whole);
      }
      ExchangeNotes.received(wire.transcript(), answer);
      String subprotocol = agreed(answer, request, key);
      switched = true;
      return new Outcome.Switched(answer, subprotocol, new WebSocket(wire, bytes));
    } catch (PeerException e) {
      wire.transcript().note("WebSocket: " + e.reason());
      throw e;
    } finally {
      if (!switched) {
        wire.close();
      }
    }
  }

  private static void write(Wire wire, Request request, String key) throws PeerException {
    WebLocation location = request.location();
    HttpRequest upgrade = HttpRequest.get(location.target());
    if (request.headers().stream().noneMatch(one -> one.name().equalsIgnoreCase("Host"))) {
      upgrade = upgrade.with("Host", location.origin().authority());
    }
    upgrade =
        upgrade
            .with("User-Agent", UserAgent.VALUE)
            .with("Connection", "Upgrade")
            .with("Upgrade", "websocket")
            .with("Sec-WebSocket-Version", "13")
            .with("Sec-WebSocket-Key", key);
    if (!request.subprotocol().isEmpty()) {
      upgrade = upgrade.with("Sec-WebSocket-Protocol", request.subprotocol());
    }
    StringBuilder text = new StringBuilder("GET " + location.target() + " HTTP/1.1\r\n");
    for (HttpRequest.Header header : request.headers()) {
      upgrade = upgrade.with(header.name(), header.value());
    }
    for (HttpRequest.Header header : upgrade.headers()) {
      text.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    ExchangeNotes.sent(wire.transcript(), upgrade, upgrade.headers());
    wire.write(text.append("\r\n").toString().getBytes(US_ASCII));
  }

  /** Checks what RFC 6455, section 4.1 tells a client to check; returns the subprotocol. */
  private static String agreed(HttpAnswer answer, Request request, String key)
      throws PeerException {
    if (!hasToken(answer, "Upgrade", "websocket") || !hasToken(answer, "Connection", "upgrade")) {
      throw FrameCodec.violation("status 101, but not to a WebSocket");
    }
    List<Untrusted> accepts = answer.headers("Sec-WebSocket-Accept");
    if (accepts.size() != 1 || !accepts.getFirst().is(acceptFor(key))) {
      throw FrameCodec.violation("Sec-WebSocket-Accept does not answer our key");
    }
    if (!answer.headers("Sec-WebSocket-Extensions").isEmpty()) {
      throw FrameCodec.violation("the server uses an extension that was not offered");
    }
    List<Untrusted> chosen = answer.headers("Sec-WebSocket-Protocol");
    boolean offered =
        chosen.isEmpty()
            || (chosen.size() == 1
                && !request.subprotocol().isEmpty()
                && chosen.getFirst().is(request.subprotocol()));
    if (!offered) {
      throw FrameCodec.violation("the server chose a subprotocol that was not offered");
    }
    return chosen.isEmpty() ? "" : request.subprotocol();
  }

  private static boolean hasToken(HttpAnswer answer, String header, String token) {
    return answer.headers(header).stream()
        .flatMap(value -> Arrays.stream(value.raw().toLowerCase(Locale.ROOT).split(",", -1)))
        .anyMatch(one -> one.strip().equals(token));
  }

  /** RFC 6455, section 4.2.2. */
  static String acceptFor(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + FIXED).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
