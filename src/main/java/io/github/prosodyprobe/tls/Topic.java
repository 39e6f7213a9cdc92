package io.github.prosodyprobe.tls;

/** What a hello was sent to find out; each topic has a transcript of its own as evidence. */
public enum Topic {
  VERSIONS("tls-versions"),
  SUITES_TLS13("tls-suites-tls13"),
  SUITES_TLS12("tls-suites-tls12"),
  SUITES_BEFORE_TLS12("tls-suites-before-tls12"),
  GROUPS_TLS13("tls-groups-tls13"),
  GROUPS_TLS12("tls-groups-tls12"),
  PREFERENCE("tls-suite-preference"),
  FALLBACK("tls-fallback-scsv"),
  CONTROL("tls-control");

  private final String word;

  Topic(String word) {
    this.word = word;
  }

  /** A word for the id of evidence. */
  public String word() {
    return word;
  }
}
