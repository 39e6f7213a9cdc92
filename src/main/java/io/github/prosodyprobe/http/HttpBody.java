package io.github.prosodyprobe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.text.Untrusted;

/** The bytes of an answer as they came, compressed ones too, up to a limit. */
public final class HttpBody {

  /** Whether all of it was read. */
  public enum Extent {
    WHOLE,
    TRUNCATED
  }

  private final byte[] bytes;
  private final Extent extent;

  HttpBody(byte[] bytes, Extent extent) {
    this.bytes = bytes.clone();
    this.extent = extent;
  }

  /** What was read. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Bytes read. */
  public int size() {
    return bytes.length;
  }

  /** Whether more came than was wanted. */
  public Extent extent() {
    return extent;
  }

  /** As UTF-8; what is none becomes U+FFFD. */
  public Untrusted text() {
    return Untrusted.of(new String(bytes, UTF_8));
  }
}
