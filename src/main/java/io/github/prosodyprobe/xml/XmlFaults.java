package io.github.prosodyprobe.xml;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;

/** The three ways in which a peer's XML can be unacceptable. */
final class XmlFaults {

  /** Enough of what the peer sent to find it again. */
  private static final int DETAIL_LENGTH = 300;

  private XmlFaults() {}

  /** It is not XML with namespaces. */
  static PeerException malformed(String detail) {
    return PeerException.of(ReasonCode.PROTOCOL_VIOLATION, "the XML is malformed: " + cut(detail));
  }

  /** It is XML, but not of the kind that RFC 6120, section 11.1 allows. */
  static PeerException restricted(String detail) {
    return PeerException.of(ReasonCode.RESTRICTED_XML, "the peer sent " + cut(detail));
  }

  /** It is more than we are willing to read. */
  static PeerException tooMuch(String detail) {
    return PeerException.of(ReasonCode.BUDGET_EXCEEDED, detail);
  }

  private static String cut(String detail) {
    return detail.length() <= DETAIL_LENGTH ? detail : detail.substring(0, DETAIL_LENGTH) + "…";
  }
}
