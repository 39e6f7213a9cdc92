package io.github.prosodyprobe.tls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsObjectIdentifiers;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * Bouncy Castle's lightweight cryptography, without its opinion on certificates: wrong key usage or
 * a missing staple are for the report, and must not end the handshake.
 */
final class LenientCrypto extends BcTlsCrypto {

  /** Bits of an RSA key that still takes less than a second. */
  private static final int LARGEST_MODULUS = 16_384;

  private static final int LARGEST_EXPONENT = 64;

  LenientCrypto(SecureRandom random) {
    super(random);
  }

  @Override
  public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
    if (type != CertificateType.X509) {
      throw new TlsFatalAlert(AlertDescription.unsupported_certificate);
    }
    return new LenientCertificate(this, encoding);
  }

  private static final class LenientCertificate extends BcTlsCertificate {

    private final byte[] served;

    LenientCertificate(BcTlsCrypto crypto, byte[] served) throws IOException {
      super(crypto, served);
      this.served = served.clone();
    }

    /** As served: encoding the parsed form anew would repair what is not DER. */
    @Override
    public byte[] getEncoded() {
      return served.clone();
    }

    @Override
    public byte @Nullable [] getExtension(ASN1ObjectIdentifier identifier) throws IOException {
      return identifier.equals(TlsObjectIdentifiers.id_pe_tlsfeature)
          ? null
          : super.getExtension(identifier);
    }

    /**
     * RSA keys are taken without the tests for primality, which cost more than the whole handshake:
     * nothing secret is sent, and what the key is worth is for the report.
     */
    @Override
    protected AsymmetricKeyParameter getPublicKey() throws IOException {
      if (!keyInfo.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
        return super.getPublicKey();
      }
      RSAPublicKey key = RSAPublicKey.getInstance(keyInfo.parsePublicKey());
      if (key.getModulus().bitLength() > LARGEST_MODULUS
          || key.getPublicExponent().bitLength() > LARGEST_EXPONENT) {
        throw new TlsFatalAlert(
            AlertDescription.unsupported_certificate, "the RSA key is absurdly large");
      }
      return new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent(), true);
    }

    @Override
    protected boolean supportsKeyUsage(int keyUsageBits) {
      return true;
    }
  }
}
