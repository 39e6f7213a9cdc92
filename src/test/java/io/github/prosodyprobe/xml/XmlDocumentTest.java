package io.github.prosodyprobe.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlDocumentTest {

  @Test
  void readsTheRootWithItsText() throws Exception {
    Element root = parse("<?xml version='1.0'?>\n<b xmlns='urn:b'> text <c/></b>\n");
    assertTrue(root.is("urn:b", "b"));
    assertEquals(" text ", root.text().raw());
    assertTrue(root.child("urn:b", "c").isPresent());
  }

  @Test
  void knowsWhatStreamMeansInMessagesOnly() throws Exception {
    byte[] error = "<stream:error/>".getBytes(UTF_8);
    assertTrue(XmlDocument.parseMessage(error).is("http://etherx.jabber.org/streams", "error"));
    assertThrows(PeerException.class, () -> XmlDocument.parse(error));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                         | PROTOCOL_VIOLATION
          hello                      | PROTOCOL_VIOLATION
          <b>                        | PROTOCOL_VIOLATION
          <b/><c/>                   | PROTOCOL_VIOLATION
          <b/>text                   | PROTOCOL_VIOLATION
          <b/></a>                   | PROTOCOL_VIOLATION
          </a>                       | PROTOCOL_VIOLATION
          <b/></a><a><c/>            | PROTOCOL_VIOLATION
          <!DOCTYPE html><html/>     | RESTRICTED_XML
          <!DOCTYPE b [<!ENTITY c 'd'>]><b>&c;</b> | RESTRICTED_XML
          <b>&c;</b>                 | RESTRICTED_XML
          <b><?php ?></b>            | RESTRICTED_XML
          """)
  void refusesWhatIsNoDocument(String document, ReasonCode expected) {
    PeerException end = assertThrows(PeerException.class, () -> parse(document));
    assertEquals(expected, end.reason().code(), () -> end.reason().toString());
  }

  private static Element parse(String document) throws PeerException {
    return XmlDocument.parse(document.getBytes(UTF_8));
  }
}
