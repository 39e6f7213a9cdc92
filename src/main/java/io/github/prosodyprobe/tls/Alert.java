package io.github.prosodyprobe.tls;

/**
 * What an alert record says (RFC 8446, section 6).
 *
 * @param level 1 for a warning, 2 for a fatal alert
 * @param description IANA's number
 */
public record Alert(int level, int description) {

  /** The peer closes in order. */
  public static final int CLOSE_NOTIFY = 0;

  /** No suite, group or signature in common. */
  public static final int HANDSHAKE_FAILURE = 40;

  /** A value in our hello is not allowed there. */
  public static final int ILLEGAL_PARAMETER = 47;

  /** Our hello could not be read. */
  public static final int DECODE_ERROR = 50;

  /** The version is not supported. */
  public static final int PROTOCOL_VERSION = 70;

  /** What we offer is too weak. */
  public static final int INSUFFICIENT_SECURITY = 71;

  /** The peer sees a downgrade (RFC 7507). */
  public static final int INAPPROPRIATE_FALLBACK = 86;

  /** Our hello lacks an extension. */
  public static final int MISSING_EXTENSION = 109;

  /** None of our application protocols (RFC 7301). */
  public static final int NO_APPLICATION_PROTOCOL = 120;

  /** IANA's name of the description, or its number. */
  public String name() {
    return switch (description) {
      case CLOSE_NOTIFY -> "close_notify";
      case 10 -> "unexpected_message";
      case 20 -> "bad_record_mac";
      case 21 -> "decryption_failed";
      case 22 -> "record_overflow";
      case 30 -> "decompression_failure";
      case HANDSHAKE_FAILURE -> "handshake_failure";
      case 41 -> "no_certificate";
      case 42 -> "bad_certificate";
      case 43 -> "unsupported_certificate";
      case 44 -> "certificate_revoked";
      case 45 -> "certificate_expired";
      case 46 -> "certificate_unknown";
      case ILLEGAL_PARAMETER -> "illegal_parameter";
      case 48 -> "unknown_ca";
      case 49 -> "access_denied";
      case DECODE_ERROR -> "decode_error";
      case 51 -> "decrypt_error";
      case 60 -> "export_restriction";
      case PROTOCOL_VERSION -> "protocol_version";
      case INSUFFICIENT_SECURITY -> "insufficient_security";
      case 80 -> "internal_error";
      case INAPPROPRIATE_FALLBACK -> "inappropriate_fallback";
      case 90 -> "user_canceled";
      case 100 -> "no_renegotiation";
      case MISSING_EXTENSION -> "missing_extension";
      case 110 -> "unsupported_extension";
      case 111 -> "certificate_unobtainable";
      case 112 -> "unrecognized_name";
      case 113 -> "bad_certificate_status_response";
      case 114 -> "bad_certificate_hash_value";
      case 115 -> "unknown_psk_identity";
      case 116 -> "certificate_required";
      case NO_APPLICATION_PROTOCOL -> "no_application_protocol";
      case 121 -> "ech_required";
      default -> Integer.toString(description);
    };
  }

  /** Whether a handshake may go on after it: any warning but the closing one. */
  boolean isPassing() {
    return level == 1 && description != CLOSE_NOTIFY;
  }

  /** Whether it says that nothing in the hello suits the peer, rather than that it failed. */
  boolean saysNothingInCommon() {
    return description == HANDSHAKE_FAILURE || description == INSUFFICIENT_SECURITY;
  }

  /** Whether it complains about the hello's form, which says nothing about what was asked. */
  boolean isAboutForm() {
    return description == ILLEGAL_PARAMETER
        || description == DECODE_ERROR
        || description == MISSING_EXTENSION;
  }

  @Override
  public String toString() {
    return "alert " + name() + " (" + description + ")";
  }
}
