package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/**
 * Facts about how one listener compares with the others of its domain. They are computed from what
 * was seen at each, and count only the listeners where something was seen.
 */
public final class ConsistencyFacts {

  /** Whether the others serve the same certificate. */
  public static final Fact<Flag> SAME_CERTIFICATE =
      flag(
          "certificate.same-on-all-listeners",
          "Every other listener of the domain that showed a certificate showed this one",
          "XEP-0368, section 3");

  /** Versions that another listener lacks. */
  public static final Fact<TextSet> VERSIONS_DRIFT =
      texts(
          "tls.versions-drift",
          "TLS versions that this listener accepts and another of the domain does not, as VERSION,"
              + " not at LISTENER ADDRESS",
          "XEP-0368, section 6");

  /** Suites that another listener lacks. */
  public static final Fact<TextSet> SUITES_DRIFT =
      texts(
          "tls.suites-drift",
          "Cipher suites that this listener accepts and another of the domain does not, as SUITE,"
              + " not at LISTENER ADDRESS",
          "XEP-0368, section 6");

  private ConsistencyFacts() {}
}
