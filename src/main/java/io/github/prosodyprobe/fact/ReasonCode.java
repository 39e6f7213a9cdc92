package io.github.prosodyprobe.fact;

import java.util.Arrays;
import java.util.Optional;

/** The fixed vocabulary of reasons. A word is an interface and is never renamed. */
public enum ReasonCode {
  DNS_NXDOMAIN("dns-nxdomain", "the name does not exist"),
  DNS_NO_ADDRESS("dns-no-address", "the name exists but has no address of the wanted family"),
  DNS_SERVFAIL("dns-servfail", "the resolver answered that it failed"),
  DNS_TIMEOUT("dns-timeout", "the resolver did not answer in time"),
  DNS_UNREACHABLE("dns-unreachable", "the resolver cannot be reached"),
  DNS_BAD_ANSWER("dns-bad-answer", "the resolver's answer cannot be used"),
  DNS_NOT_VALIDATING("dns-not-validating", "the resolver does not validate DNSSEC signatures"),
  TCP_REFUSED("tcp-refused", "the connection was refused"),
  TCP_TIMEOUT("tcp-timeout", "no answer to the connection attempt, or none within the time limit"),
  TCP_UNREACHABLE("tcp-unreachable", "there is no route to the address"),
  TCP_RESET("tcp-reset", "the peer reset the connection"),
  TCP_CLOSED("tcp-closed", "the peer closed the connection before it had answered"),
  UDP_REFUSED("udp-refused", "the host says that nobody listens on this UDP port"),
  UDP_TIMEOUT("udp-timeout", "no datagram came back, however often we sent ours"),
  ADDRESS_REFUSED("address-refused", "our address policy does not allow this address or port"),
  TLS_ALERT("tls-alert", "the peer ended the handshake with this alert"),
  TLS_NO_COMMON_VERSION("tls-no-common-version", "no TLS version in common"),
  TLS_VIOLATION("tls-violation", "the peer's TLS messages are not TLS"),
  TLS_CHAIN_TOO_LONG("tls-chain-too-long", "the certificate chain is longer than we read"),
  HTTP_TIMEOUT("http-timeout", "no complete HTTP answer within the time for one"),
  REDIRECT_REFUSED("redirect-refused", "a redirect that we do not follow"),
  STREAM_ERROR("stream-error", "the peer closed the stream with this condition"),
  NOT_XMPP("not-xmpp", "the peer does not speak XMPP"),
  STARTTLS_NOT_OFFERED("starttls-not-offered", "the stream features contain no STARTTLS"),
  STARTTLS_REFUSED("starttls-refused", "STARTTLS was offered but did not proceed"),
  PROTOCOL_VIOLATION("protocol-violation", "the peer broke the protocol"),
  RESTRICTED_XML("restricted-xml", "the peer sent XML that RFC 6120, section 11.1 forbids"),
  LOGIN_UNDECIDED("login-undecided", "the peer could not judge a login just then"),
  THROTTLED("throttled", "the peer stopped answering requests that it had answered before"),
  BUDGET_EXCEEDED("budget-exceeded", "more bytes, elements or connections than we allow"),
  DEADLINE_EXCEEDED("deadline-exceeded", "our own time limit ran out"),
  INTERRUPTED("interrupted", "the scan was interrupted"),
  NEEDS_ACCOUNT("needs-account", "can only be seen with a test account"),
  NEEDS_CANARY("needs-canary", "can only be seen with the name of an existing account (--canary)"),
  NEEDS_CONFIG("needs-config", "can only be known from the configuration file"),
  NEEDS_ACTIVE("needs-active", "can only be seen by creating load or sending odd input"),
  VANTAGE("vantage", "cannot be judged from this vantage"),
  DECLINED("declined", "the domain wishes not to be tested"),
  NOT_PROBED("not-probed", "left out of this scan"),
  BUG("bug", "a fault of prosody-probe itself");

  private final String word;
  private final String meaning;

  ReasonCode(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** The word in reports. */
  public String word() {
    return word;
  }

  /** What it means, as half a sentence. */
  public String meaning() {
    return meaning;
  }

  /** The code for a word, without its parameter. */
  public static Optional<ReasonCode> of(String word) {
    return Arrays.stream(values()).filter(code -> code.word.equals(word)).findFirst();
  }
}
