package io.github.prosodyprobe.xmpp;

/** How STARTTLS stands in stream features (RFC 6120, section 5.4.1). */
public enum StartTlsOffer {
  REQUIRED("required"),
  OFFERED("offered"),
  ABSENT("absent");

  private final String word;

  StartTlsOffer(String word) {
    this.word = word;
  }

  /** The word in facts. */
  public String word() {
    return word;
  }
}
