package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.net.ConversationThreads;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The roots that a certificate chain may lead to, read when they are first needed. Thread-safe. */
public final class TrustStore {

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private final FutureTask<Set<TrustAnchor>> known;
  private final Set<TrustAnchor> added;

  /** Exactly these roots, in the place of Java's. */
  public TrustStore(Set<TrustAnchor> anchors) {
    this(new FutureTask<>(() -> anchors), Set.of());
  }

  private TrustStore(FutureTask<Set<TrustAnchor>> known, Set<TrustAnchor> added) {
    this.known = known;
    this.added = Set.copyOf(added);
  }

  /** The roots of the running Java, in {@code lib/security/cacerts}. */
  public static TrustStore ofJdk() {
    return new TrustStore(new FutureTask<>(TrustStore::readJdk), Set.of());
  }

  /**
   * These roots and more, which count as trusted and not as public.
   *
   * @param pem certificates as {@code BEGIN CERTIFICATE} blocks; text between them is ignored
   * @throws CertificateException with a message that names the line, when a block is no certificate
   *     or there is none
   */
  public TrustStore plus(String pem) throws CertificateException {
    Set<TrustAnchor> more = new HashSet<>(added);
    more.addAll(read(pem));
    return new TrustStore(known, more);
  }

  /** Begins to read the roots while the caller waits for the network. */
  public void prepare() {
    ConversationThreads.start(known);
  }

  /**
   * The roots.
   *
   * @throws InterruptedException when the scan is stopped while they are read
   */
  public Set<TrustAnchor> anchors() throws InterruptedException {
    Set<TrustAnchor> all = new HashSet<>(known());
    all.addAll(added);
    return Collections.unmodifiableSet(all);
  }

  /**
   * Whether a root is one that everybody knows, rather than one that the operator added.
   *
   * @throws InterruptedException when the scan is stopped while they are read
   */
  public boolean isPublic(X509Certificate root) throws InterruptedException {
    return known().stream().anyMatch(anchor -> root.equals(anchor.getTrustedCert()));
  }

  private Set<TrustAnchor> known() throws InterruptedException {
    known.run();
    try {
      return known.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the roots of this Java cannot be read", e.getCause());
    }
  }

  private static Set<TrustAnchor> readJdk() throws IOException, GeneralSecurityException {
    File file = new File(System.getProperty("java.home"), "lib/security/cacerts");
    KeyStore store = KeyStore.getInstance(file, (char[]) null);
    Set<TrustAnchor> roots = new HashSet<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.getCertificate(alias) instanceof X509Certificate root) {
        roots.add(new TrustAnchor(root, null));
      }
    }
    return Collections.unmodifiableSet(roots);
  }

  private static List<TrustAnchor> read(String pem) throws CertificateException {
    List<TrustAnchor> roots = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    int number = 0;
    int begun = 0;
    for (String line : pem.lines().map(String::strip).toList()) {
      number++;
      if (line.equals(BEGIN)) {
        begun = number;
        block.setLength(0);
      }
      if (begun > 0) {
        block.append(line).append('\n');
      }
      if (begun > 0 && line.equals(END)) {
        roots.add(new TrustAnchor(certificate(block.toString(), begun), null));
        begun = 0;
      }
    }
    if (begun > 0) {
      throw new CertificateException("line " + begun + ": the certificate has no end");
    }
    if (roots.isEmpty()) {
      throw new CertificateException("line 1: no '" + BEGIN + "' in the file");
    }
    return roots;
  }

  private static X509Certificate certificate(String block, int line) throws CertificateException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(block.getBytes(StandardCharsets.UTF_8)));
    } catch (CertificateException e) {
      throw new CertificateException("line " + line + ": not a certificate", e);
    }
  }
}
