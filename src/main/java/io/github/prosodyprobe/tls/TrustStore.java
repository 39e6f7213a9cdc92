package io.github.prosodyprobe.tls;

import java.security.cert.TrustAnchor;
import java.util.Set;

/**
 * The roots that a certificate chain may lead to.
 *
 * @param anchors the roots
 */
public record TrustStore(Set<TrustAnchor> anchors) {

  /** Copies the roots. */
  public TrustStore {
    anchors = Set.copyOf(anchors);
  }
}
