package io.github.prosodyprobe.scan;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Sorts the ends of conversations by what they say of the port. */
final class ConnectionEnds {

  /** Nobody accepts the connection, by the host's own word or a firewall's. */
  static final Set<ReasonCode> NOT_ACCEPTED =
      Collections.unmodifiableSet(
          EnumSet.of(
              ReasonCode.TCP_REFUSED,
              ReasonCode.TCP_RESET,
              ReasonCode.TCP_TIMEOUT,
              ReasonCode.TCP_UNREACHABLE));

  /** What looks like a refusal and may be the peer's protection against us. */
  static final Set<ReasonCode> SUSPECT =
      with(NOT_ACCEPTED, ReasonCode.TCP_CLOSED, ReasonCode.DEADLINE_EXCEEDED);

  /** Nobody is there, or somebody who speaks neither TLS nor HTTP. */
  private static final Set<ReasonCode> NOBODY_OF_THE_WEB =
      with(
          NOT_ACCEPTED,
          ReasonCode.TCP_CLOSED,
          ReasonCode.TLS_VIOLATION,
          ReasonCode.PROTOCOL_VIOLATION);

  /** A server that has nothing under the name it is asked for (RFC 6066, section 3). */
  private static final String UNRECOGNIZED_NAME = "unrecognized_name";

  private ConnectionEnds() {}

  private static Set<ReasonCode> with(Set<ReasonCode> some, ReasonCode... more) {
    Set<ReasonCode> all = EnumSet.copyOf(some);
    Collections.addAll(all, more);
    return Collections.unmodifiableSet(all);
  }

  /**
   * Whether an end before anything was seen shows that no web server of the domain is there. What
   * we did not wait for, or broke off ourselves, shows nothing.
   */
  static boolean showsNoWebServer(Reason end) {
    return NOBODY_OF_THE_WEB.contains(end.code())
        || (end.code() == ReasonCode.TLS_ALERT && end.parameter().is(UNRECOGNIZED_NAME));
  }

  /**
   * Whether an end before anything was seen shows that no web server knows the name of a further
   * host. Many say so by another alert, and who refuses every name is seen at the domain's own.
   */
  static boolean showsUnknownHost(Reason end) {
    return showsNoWebServer(end) || end.code() == ReasonCode.TLS_ALERT;
  }
}
