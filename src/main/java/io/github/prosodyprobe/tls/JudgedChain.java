package io.github.prosodyprobe.tls;

/**
 * A certificate chain as it was served, and whether it is trusted.
 *
 * @param chain what came; its leaf could be read
 * @param trust what became of it
 */
public record JudgedChain(CertificateChain chain, CertificateTrust trust) {}
