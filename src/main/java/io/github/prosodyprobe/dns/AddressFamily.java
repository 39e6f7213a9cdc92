package io.github.prosodyprobe.dns;

/** Which addresses of a host are looked up. */
public enum AddressFamily {
  /** A records. */
  IPV4,
  /** AAAA records. */
  IPV6
}
