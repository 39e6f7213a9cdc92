package io.github.prosodyprobe.http;

import io.github.prosodyprobe.http.HttpBody.Extent;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.text.Untrusted;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the body behind a head (RFC 9112, section 6.3) as far as evidence needs it, to show who
 * answered; no fault in it counts.
 */
final class AnswerBeginning {

  /** Bytes of a body. */
  static final int BYTES = 2 << 10;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Characters of the line in front of a chunk. */
  private static final int CHUNK_LINE = 200;

  private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9a-fA-F]{1,7}\\s*(?:;.*)?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

  private final WireBytes bytes;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  private AnswerBeginning(WireBytes bytes) {
    this.bytes = bytes;
  }

  /** The answer with its body, after which nothing more can be read. */
  static HttpAnswer read(Wire wire, WireBytes bytes, HttpAnswer head) {
    wire.limit(Deadline.in(PATIENCE));
    AnswerBeginning beginning = new AnswerBeginning(bytes);
    Extent extent = beginning.readBehind(head);
    return new HttpAnswer(
        head.version(),
        head.status(),
        head.phrase(),
        head.headers(),
        new HttpBody(beginning.body.toByteArray(), extent));
  }

  private Extent readBehind(HttpAnswer head) {
    try {
      if (head.header("Transfer-Encoding").isPresent()) {
        return readChunks();
      }
      Optional<Untrusted> length = head.header("Content-Length").filter(it -> it.matches(LENGTH));
      return length.isPresent()
          ? readBytes(Integer.parseInt(length.get().raw()))
          : readBytes(Integer.MAX_VALUE);
    } catch (PeerException _) {
      return Extent.TRUNCATED;
    }
  }

  private Extent readChunks() throws PeerException {
    while (true) {
      String line = AnswerHead.line(bytes, CHUNK_LINE);
      if (!CHUNK_SIZE.matcher(line).matches()) {
        return Extent.TRUNCATED;
      }
      int size = Integer.parseInt(line.split("[;\\s]", 2)[0], 16);
      if (size == 0) {
        return Extent.WHOLE;
      }
      if (readBytes(size) == Extent.TRUNCATED) {
        return Extent.TRUNCATED;
      }
      AnswerHead.line(bytes, CHUNK_LINE);
    }
  }

  /** Reads so many bytes, or to the end of the connection if that comes first. */
  private Extent readBytes(int count) throws PeerException {
    for (int i = 0; i < count; i++) {
      if (body.size() == BYTES) {
        return Extent.TRUNCATED;
      }
      int next = bytes.next();
      if (next < 0) {
        return count == Integer.MAX_VALUE ? Extent.WHOLE : Extent.TRUNCATED;
      }
      body.write(next);
    }
    return Extent.WHOLE;
  }
}
