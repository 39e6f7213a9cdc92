package io.github.prosodyprobe.tls;

/**
 * A certificate or its key cannot be used. Has no cause and quotes nothing of what was read, so
 * that no part of a key gets into a message or a stack trace.
 */
public final class CredentialException extends Exception {

  /** What is wrong. */
  public enum Part {
    CERTIFICATE,
    KEY
  }

  private static final long serialVersionUID = 1L;

  private final Part part;
  private final String advice;

  CredentialException(Part part, String message, String advice) {
    super(message);
    this.part = part;
    this.advice = advice;
  }

  /** Which of the two. */
  public Part part() {
    return part;
  }

  /** What to do about it, as a sentence. */
  public String advice() {
    return advice;
  }
}
