package io.github.prosodyprobe.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateExtensionsTest {

  private static final String TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";
  private static final String ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final String FEATURES = "1.3.6.1.5.5.7.1.24";
  private static final GeneralName PLACE =
      new GeneralName(GeneralName.uniformResourceIdentifier, "http://authority.test/");

  @Test
  void whereThereAreNoExtensionsNothingIsPromised() {
    CertificateExtensions none =
        CertificateExtensions.of(TestCertificate.named("CN=a").issue().certificate());
    assertEquals(
        new CertificateExtensions(Optional.of(0), Optional.of(false), Optional.of(false)), none);
  }

  /** Empty where the list is not one. */
  @ParameterizedTest
  @CsvSource({
    "two timestamps,             0009 0003 010203 0002 0405, 2",
    "an empty list,              0000,                       0",
    "a timestamp beyond the end, 0004 0003 0102,             ",
    "a list beyond the end,      0009 0001 01,               ",
    "half a length,              0001 00,                    ",
    "nothing,                    '',                         "
  })
  void timestampsAreCounted(String title, String list, Integer count) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(list.replace(" ", ""));
    CertificateExtensions extensions = with(TIMESTAMPS, new DEROctetString(bytes));
    assertEquals(Optional.ofNullable(count), extensions.timestamps(), title);
  }

  static Stream<Arguments> access() {
    return Stream.of(
        Arguments.of(
            new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, PLACE), Optional.of(true)),
        Arguments.of(
            new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, PLACE),
            Optional.of(false)),
        Arguments.of(new ASN1Integer(1), Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("access")
  void aResponderIsMoreThanAPlaceForTheIssuer(ASN1Encodable value, Optional<Boolean> responder)
      throws IOException {
    assertEquals(responder, with(ACCESS, value).ocspResponder());
  }

  static Stream<Arguments> features() {
    return Stream.of(
        Arguments.of(new DERSequence(new ASN1Integer(5)), Optional.of(true)),
        Arguments.of(new DERSequence(new ASN1Integer(17)), Optional.of(false)),
        Arguments.of(new DERSequence(DERNull.INSTANCE), Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("features")
  void mustStapleIsTheFeatureFive(ASN1Encodable value, Optional<Boolean> mustStaple)
      throws IOException {
    assertEquals(mustStaple, with(FEATURES, value).mustStaple());
  }

  @Test
  void nobodyRunsOutOfStackOnNestedSequences() {
    byte[] value = {0x05, 0x00};
    for (int level = 0; level < 10_000; level++) {
      value = sequence(value);
    }
    CertificateExtensions extensions =
        CertificateExtensions.of(
            TestCertificate.named("CN=a").extension(ACCESS, value).issue().certificate());
    assertEquals(Optional.empty(), extensions.ocspResponder());
  }

  private static byte[] sequence(byte[] content) {
    int length = content.length;
    return ByteBuffer.allocate(length + 5)
        .put((byte) 0x30)
        .putInt(0x83 << 24 | length)
        .put(content)
        .array();
  }

  private static CertificateExtensions with(String identifier, ASN1Encodable value)
      throws IOException {
    byte[] encoded = value.toASN1Primitive().getEncoded();
    return CertificateExtensions.of(
        TestCertificate.named("CN=a").extension(identifier, encoded).issue().certificate());
  }
}
