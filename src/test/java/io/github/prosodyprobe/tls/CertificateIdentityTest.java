package io.github.prosodyprobe.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.prosodyprobe.tls.CertificateIdentity.Service;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateIdentityTest {

  private static final String NOBODY = "O=Nobody";

  static Stream<Arguments> certificates() {
    return Stream.of(
        row(plain().dns("example.test"), CertificateIdentity.DNS),
        row(plain().dns("EXAMPLE.Test"), CertificateIdentity.DNS),
        row(plain().dns("*.test"), CertificateIdentity.DNS),
        row(plain().dns("*.example.test"), CertificateIdentity.NONE),
        row(plain().dns("ex*.test"), CertificateIdentity.NONE),
        row(plain().dns("xmpp.example.test"), CertificateIdentity.NONE),
        row(plain().dns("example.test\0.evil.test"), CertificateIdentity.NONE),
        row(plain().dns("example.test "), CertificateIdentity.NONE),
        row(plain().srv("_xmpp-client.example.test"), CertificateIdentity.SRV),
        row(plain().srv("_XMPP-Client.Example.test"), CertificateIdentity.SRV),
        row(plain().srv("_xmpp-server.example.test"), CertificateIdentity.NONE),
        row(plain().srv("_imaps.example.test"), CertificateIdentity.NONE),
        row(plain().xmpp("example.test"), CertificateIdentity.XMPP_ADDRESS),
        row(plain().xmpp("user@example.test"), CertificateIdentity.NONE),
        row(plain().xmpp("example.test").dns("example.test"), CertificateIdentity.DNS),
        row(TestCertificate.named("CN=example.test,O=A"), CertificateIdentity.COMMON_NAME),
        row(TestCertificate.named("CN=example.test\\00"), CertificateIdentity.NONE),
        row(TestCertificate.named("CN=other.test").dns("other.test"), CertificateIdentity.NONE),
        row(plain(), CertificateIdentity.NONE));
  }

  private static TestCertificate.Builder plain() {
    return TestCertificate.named(NOBODY);
  }

  private static Arguments row(TestCertificate.Builder certificate, CertificateIdentity expected) {
    return Arguments.of(certificate.issue(), expected);
  }

  @ParameterizedTest
  @MethodSource("certificates")
  void theDomainIsFoundInTheNames(TestCertificate certificate, CertificateIdentity expected)
      throws Exception {
    CertificateNames names = CertificateNames.of(certificate.certificate());
    assertEquals(
        expected, CertificateIdentity.find(names, "example.test", Service.CLIENT), names::toString);
  }

  @Test
  void serversAreKnownByTheirOwnServiceName() throws Exception {
    CertificateNames names =
        CertificateNames.of(plain().srv("_xmpp-server.example.test").issue().certificate());
    assertEquals(
        CertificateIdentity.SRV, CertificateIdentity.find(names, "example.test", Service.SERVER));
  }

  @Test
  void aWebServerIsKnownByItsHostNameOnly() throws Exception {
    TestCertificate.Builder builder =
        plain().srv("_xmpp-client.example.test").xmpp("example.test").dns("www.example.test");
    CertificateNames names = CertificateNames.of(builder.issue().certificate());
    assertEquals(
        CertificateIdentity.NONE, CertificateIdentity.find(names, "example.test", Service.WEB));
    assertEquals(
        CertificateIdentity.DNS, CertificateIdentity.find(names, "www.example.test", Service.WEB));
  }

  @Test
  void anAddressMayHaveUnicodeLabels() throws Exception {
    CertificateNames names = CertificateNames.of(plain().xmpp("Bücher.test").issue().certificate());
    assertEquals(
        CertificateIdentity.XMPP_ADDRESS,
        CertificateIdentity.find(names, "xn--bcher-kva.test", Service.CLIENT));
  }

  @Test
  void lettersThatOnlyFoldToAsciiDoNotMatch() throws Exception {
    CertificateNames names =
        CertificateNames.of(TestCertificate.named("CN=\u212Aeks.test").issue().certificate());
    assertEquals(
        CertificateIdentity.NONE, CertificateIdentity.find(names, "keks.test", Service.CLIENT));
  }
}
