package io.github.prosodyprobe.dns;

/** The kinds of record that are looked up for their text alone. */
public enum RecordType {
  /** An IPv4 address. */
  A,
  /** An IPv6 address. */
  AAAA,
  /** Another name for the name, in whose place all records stand (RFC 1034, section 3.6.2). */
  CNAME,
  /** Who may issue certificates (RFC 8659). */
  CAA,
  /** Which certificate to expect (RFC 6698). */
  TLSA,
  /** Text for anybody. */
  TXT
}
