package io.github.prosodyprobe.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate made for a test, with its key. */
public record TestCertificate(X509Certificate certificate, PrivateKey key) {

  /** The moment at which the tests judge. */
  public static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private static final AtomicLong SERIAL = new AtomicLong(1);

  /** Begins a certificate for {@code CN=example.test} that is valid at {@link #NOW}. */
  public static Builder named(String subject) {
    return new Builder(subject);
  }

  /** A root that signed itself. */
  public static TestCertificate root(String subject) {
    return named(subject).authority().issue();
  }

  /** In DER. */
  public byte[] der() {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What to put into a test certificate. */
  public static final class Builder {

    private final X500Name subject;
    private final List<GeneralName> names = new ArrayList<>();
    private final List<KeyPurposeId> purposes = new ArrayList<>();
    private final Map<ASN1ObjectIdentifier, byte[]> extensions = new HashMap<>();
    private Instant notBefore = NOW.minusSeconds(86_400);
    private Instant notAfter = NOW.plusSeconds(90 * 86_400);
    private String keyType = "EC";
    private int keySize = 256;
    private String signature = "SHA256withECDSA";
    private byte @Nullable [] publicKey;
    private boolean authority;
    private @Nullable TestCertificate issuer;

    private Builder(String subject) {
      this.subject = new X500Name(subject);
    }

    public Builder dns(String name) {
      names.add(new GeneralName(GeneralName.dNSName, new DERIA5String(name)));
      return this;
    }

    public Builder ip(String address) {
      names.add(new GeneralName(GeneralName.iPAddress, address));
      return this;
    }

    public Builder srv(String name) {
      return other("1.3.6.1.5.5.7.8.7", new DERIA5String(name));
    }

    public Builder xmpp(String name) {
      return other("1.3.6.1.5.5.7.8.5", new DERUTF8String(name));
    }

    private Builder other(String type, ASN1Encodable value) {
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(new ASN1ObjectIdentifier(type));
      parts.add(new DERTaggedObject(true, 0, value));
      names.add(new GeneralName(GeneralName.otherName, new DERSequence(parts)));
      return this;
    }

    public Builder purpose(KeyPurposeId purpose) {
      purposes.add(purpose);
      return this;
    }

    public Builder valid(Instant from, Instant until) {
      notBefore = from;
      notAfter = until;
      return this;
    }

    public Builder key(String type, int size) {
      keyType = type;
      keySize = size;
      return this;
    }

    /** A key of which nobody has the private half. */
    public Builder publicKey(byte[] subjectPublicKeyInfo) {
      publicKey = subjectPublicKeyInfo.clone();
      return this;
    }

    /** The issuer's signature algorithm, such as {@code SHA1withECDSA}. */
    public Builder signedAs(String algorithm) {
      signature = algorithm;
      return this;
    }

    /** An extension that is not critical; its value should be DER. */
    public Builder extension(String identifier, byte[] value) {
      extensions.put(new ASN1ObjectIdentifier(identifier), value);
      return this;
    }

    public Builder authority() {
      authority = true;
      return this;
    }

    public TestCertificate issuedBy(TestCertificate issuedBy) {
      issuer = issuedBy;
      return issue();
    }

    /** Signs it; with its own key if nobody else is to. */
    public TestCertificate issue() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
        if (keySize > 0) {
          generator.initialize(keySize);
        }
        KeyPair pair = generator.generateKeyPair();
        X500Name issuerName =
            issuer == null
                ? subject
                : X500Name.getInstance(issuer.certificate.getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder =
            new X509v3CertificateBuilder(
                issuerName,
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(notBefore),
                Date.from(notAfter),
                subject,
                SubjectPublicKeyInfo.getInstance(
                    publicKey == null ? pair.getPublic().getEncoded() : publicKey));
        addExtensions(builder);
        PrivateKey signer = issuer == null ? pair.getPrivate() : issuer.key;
        return new TestCertificate(
            new JcaX509CertificateConverter().getCertificate(builder.build(signer(signer))),
            pair.getPrivate());
      } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Java's own signatures have no names for RSASSA-PSS with its parameters. */
    private ContentSigner signer(PrivateKey signer) throws OperatorCreationException {
      JcaContentSignerBuilder builder = new JcaContentSignerBuilder(signature);
      if (signature.endsWith("MGF1")) {
        builder.setProvider(new BouncyCastleProvider());
      }
      return builder.build(signer);
    }

    private void addExtensions(X509v3CertificateBuilder builder) throws CertIOException {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            subject.getRDNs().length == 0,
            new GeneralNames(names.toArray(GeneralName[]::new)));
      }
      if (!purposes.isEmpty()) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
      }
      for (Map.Entry<ASN1ObjectIdentifier, byte[]> extension : extensions.entrySet()) {
        builder.addExtension(extension.getKey(), false, extension.getValue());
      }
    }
  }
}
