package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Does a TLS handshake for who has a secret to tell: by Java's own implementation and its rules,
 * which end it before a byte of that is sent unless the certificate leads to a trusted root and is
 * for the host (RFC 9110, section 4.3.4).
 *
 * <p>Everything that observes uses {@link CompleteHandshake}, which takes any certificate.
 */
public final class VerifiedHandshake {

  private VerifiedHandshake() {}

  /**
   * Does the handshake.
   *
   * @param wire the connection; belongs to the handshake from here on, also when it fails
   * @param host the name or the address that the certificate must be for; IPv6 without brackets
   * @param roots which roots are trusted; revocation is not looked up
   * @throws UnverifiedPeerException when the certificate is not good for this host
   * @throws PeerException with {@link ReasonCode#TLS_VIOLATION} when there is no common ground, or
   *     with the wire's own reason
   */
  public static Wire over(Wire wire, String host, TrustStore roots)
      throws PeerException, UnverifiedPeerException, InterruptedException {
    VerifiedWire inside = new VerifiedWire(wire, engine(host, roots.anchors()));
    try {
      inside.shakeHands();
      return inside;
    } catch (SSLException e) {
      inside.close();
      CertificateException refusal = refusal(e);
      if (refusal != null) {
        throw new UnverifiedPeerException(why(refusal));
      }
      throw VerifiedWire.violation(e);
    } catch (PeerException | RuntimeException e) {
      inside.close();
      throw e;
    }
  }

  private static SSLEngine engine(String host, Set<TrustAnchor> anchors) {
    try {
      PKIXBuilderParameters trusted = new PKIXBuilderParameters(anchors, new X509CertSelector());
      trusted.setRevocationEnabled(false);
      TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
      managers.init(new CertPathTrustManagerParameters(trusted));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      SSLEngine engine = context.createSSLEngine(host, -1);
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      engine.setSSLParameters(parameters);
      return engine;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform speaks TLS and validates paths", e);
    }
  }

  private static @Nullable CertificateException refusal(SSLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException refusal) {
        return refusal;
      }
    }
    return null;
  }

  /** In words of ours: Java's quote the peer. */
  private static String why(CertificateException refusal) {
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathValidatorException invalid) {
        return invalid.getReason() == BasicReason.EXPIRED
            ? "its certificate has expired"
            : "its certificate is not valid";
      }
    }
    // Of path validation Java throws a kind of its own, and of the name check this one.
    return refusal.getClass() == CertificateException.class
        ? "its certificate is for another name"
        : "its certificate does not lead to an authority that is trusted";
  }
}
