package io.github.prosodyprobe.tls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** IANA's registry of cipher suites, the obsolete ones and a few never registered included. */
public final class CipherSuites {

  private static final Map<Integer, CipherSuite> BY_CODE = read();

  private CipherSuites() {}

  /** Every suite known, in the order of their codes, SSL 2 last. */
  public static Collection<CipherSuite> all() {
    return BY_CODE.values();
  }

  /** The suite with this code. */
  public static Optional<CipherSuite> find(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** The suites of TLS 1.3. */
  public static List<CipherSuite> forTls13() {
    return select(CipherSuite::isForTls13);
  }

  /** The suites that TLS 1.2 may negotiate. */
  public static List<CipherSuite> forTls12() {
    return select(suite -> !suite.isForTls13() && !suite.isForSsl2());
  }

  /** The suites that SSL 3, TLS 1.0 and TLS 1.1 may negotiate. */
  public static List<CipherSuite> forBeforeTls12() {
    return select(CipherSuite::isForBeforeTls12);
  }

  /** The cipher kinds of SSL 2. */
  public static List<CipherSuite> forSsl2() {
    return select(CipherSuite::isForSsl2);
  }

  private static List<CipherSuite> select(Predicate<CipherSuite> condition) {
    List<CipherSuite> selected = new ArrayList<>();
    for (CipherSuite suite : BY_CODE.values()) {
      if (condition.test(suite)) {
        selected.add(suite);
      }
    }
    return selected;
  }

  private static Map<Integer, CipherSuite> read() {
    Map<Integer, CipherSuite> suites = new LinkedHashMap<>();
    NamedCodes.read("cipher-suites.txt")
        .forEach(
            (code, name) -> {
              int number = Integer.decode(code);
              suites.put(number, new CipherSuite(number, name));
            });
    return Collections.unmodifiableMap(suites);
  }
}
