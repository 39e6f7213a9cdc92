package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.tls.HelloSession.Exchange;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rows of an inventory found.
 *
 * @param ssl2 cipher kinds of SSL 2
 * @param beforeTls12 suites of SSL 3 to TLS 1.1
 * @param tls12 suites of TLS 1.2, portion by portion
 * @param tls13 suites and groups of TLS 1.3
 * @param curves groups before TLS 1.3
 * @param chooser who chooses among the suites of TLS 1.2
 * @param fallback whether TLS_FALLBACK_SCSV is heeded
 * @param exchanges every flight that came
 */
record Inventoried(
    Sweep<CipherSuite> ssl2,
    Sweep<CipherSuite> beforeTls12,
    List<Sweep<CipherSuite>> tls12,
    Tls13Scan.Found tls13,
    Sweep<NamedGroup> curves,
    Look<PreferenceTest.Chooser> chooser,
    Look<Boolean> fallback,
    List<Exchange> exchanges) {

  Inventoried {
    tls12 = List.copyOf(tls12);
    exchanges = List.copyOf(exchanges);
  }

  /** All sweeps for suites. */
  List<Sweep<CipherSuite>> suites() {
    List<Sweep<CipherSuite>> all = new ArrayList<>(tls12);
    all.add(ssl2);
    all.add(beforeTls12);
    all.add(tls13.suites());
    return all;
  }
}
