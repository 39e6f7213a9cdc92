package io.github.prosodyprobe.tls;

import java.util.Arrays;
import java.util.Optional;

/** A protocol version by its two bytes on the wire, oldest first. */
public enum TlsVersion {
  SSL_2("SSLv2", 0x0002),
  SSL_3("SSLv3", 0x0300),
  TLS_1_0("TLSv1.0", 0x0301),
  TLS_1_1("TLSv1.1", 0x0302),
  TLS_1_2("TLSv1.2", 0x0303),
  TLS_1_3("TLSv1.3", 0x0304);

  private final String word;
  private final int code;

  TlsVersion(String word, int code) {
    this.word = word;
    this.code = code;
  }

  /** The version with this code, if it is a final one; drafts and DTLS are not. */
  public static Optional<TlsVersion> of(int code) {
    return Arrays.stream(values()).filter(version -> version.code == code).findFirst();
  }

  /** The two bytes on the wire. */
  public int code() {
    return code;
  }

  /** Whether this version is older than the other. */
  public boolean isBefore(TlsVersion other) {
    return compareTo(other) < 0;
  }

  /** The word in facts and reports, such as {@code TLSv1.2}. */
  @Override
  public String toString() {
    return word;
  }
}
