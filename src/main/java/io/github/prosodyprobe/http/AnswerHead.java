package io.github.prosodyprobe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.HttpAnswer.Header;
import io.github.prosodyprobe.http.HttpBody.Extent;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a status line and the headers behind it, to the last byte and no further (RFC 9112,
 * sections 4 and 5): what a WebSocket begins with.
 */
final class AnswerHead {

  /** Bytes of a head. */
  static final int BYTES = 16 << 10;

  /** Answers of the status 1xx that may come in front of the one that counts. */
  private static final int INTERIM = 5;

  private static final Pattern STATUS_LINE =
      Pattern.compile("(HTTP/1\\.[01]) ([1-5][0-9][0-9])(?: (.*))?");

  private AnswerHead() {}

  /**
   * Reads a head; its body is empty, and what the server calls its body is left where it is.
   *
   * @throws PeerException with {@link ReasonCode#PROTOCOL_VIOLATION}, {@link
   *     ReasonCode#BUDGET_EXCEEDED}, {@link ReasonCode#TCP_CLOSED} or the wire's own reason
   */
  static HttpAnswer read(WireBytes bytes) throws PeerException {
    for (int count = 0; count <= INTERIM; count++) {
      HttpAnswer answer = readOne(bytes);
      if (answer.status() >= 200 || answer.status() == 101) {
        return answer;
      }
    }
    throw PeerException.of(
        ReasonCode.BUDGET_EXCEEDED, "more than " + INTERIM + " interim answers and no other");
  }

  private static HttpAnswer readOne(WireBytes bytes) throws PeerException {
    String first = line(bytes, BYTES);
    Matcher status = STATUS_LINE.matcher(first);
    if (!status.matches()) {
      throw PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION, "no status line of HTTP/1: " + ExchangeFaults.cut(first));
    }
    List<Header> headers = new ArrayList<>();
    int left = BYTES - first.length();
    for (String line = line(bytes, left); !line.isEmpty(); line = line(bytes, left)) {
      left -= line.length() + 1;
      int colon = Math.max(0, line.indexOf(':'));
      headers.add(
          new Header(
              Untrusted.of(line.substring(0, colon)),
              Untrusted.of(line.substring(Math.min(line.length(), colon + 1)).strip())));
    }
    String phrase = status.group(3) == null ? "" : status.group(3);
    return new HttpAnswer(
        status.group(1),
        Integer.parseInt(status.group(2)),
        Untrusted.of(phrase),
        headers,
        new HttpBody(new byte[0], Extent.WHOLE));
  }

  /** A line without its end. */
  static String line(WireBytes bytes, int atMost) throws PeerException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = bytes.require(); next != '\n'; next = bytes.require()) {
      if (line.size() >= atMost) {
        throw PeerException.of(
            ReasonCode.BUDGET_EXCEEDED, "the head of the answer is over " + BYTES + " bytes");
      }
      line.write(next);
    }
    String text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
