package io.github.prosodyprobe.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XmlReaderTest {

  private static final String HEADER =
      "<?xml version='1.0' encoding='utf-8'?>\r\n"
          + "<stream:stream xmlns='jabber:client' xmlns:stream='urn:s' id='ü&amp;&#x41;' >";
  private static final String SESSION =
      HEADER
          + "<stream:features><a xmlns='urn:a' x='1' stream:x=\"2\"><b/>t&lt;<![CDATA[<]]]>u</a>"
          + "</stream:features>\n <iq/></stream:stream>";

  @Test
  void elementsAreReadWithNamespacesAttributesAndText() throws PeerException {
    XmlReader reader = reader(SESSION.getBytes(UTF_8), 1_000);
    Element root = reader.root();
    assertEquals("{urn:s}stream", root.qualifiedName());
    assertTrue(root.attributeIs("id", "ü&A"));
    assertEquals("jabber:client", reader.defaultNamespace());

    Element a = reader.next().orElseThrow().child("urn:a", "a").orElseThrow();
    assertTrue(a.attributeIs("x", "1") && a.attributeIs("{urn:s}x", "2"));
    assertEquals("t<<]u", a.text().raw());
    assertEquals(1, a.children("urn:a", "b").size());
    assertTrue(reader.next().orElseThrow().is("jabber:client", "iq"));
    assertTrue(reader.next().isEmpty(), "the root has ended");
    assertTrue(reader.next().isEmpty(), "and stays ended");
  }

  @Test
  void anElementIsReturnedWithItsLastByteAndWhatIsBehindItStaysUnread() throws PeerException {
    byte[] bytes = (HEADER + "<proceed/>" + "<injected/>").getBytes(UTF_8);
    BytesWire slow = new BytesWire(bytes, 1);
    XmlReader reader = new XmlReader(slow);
    reader.root();
    assertEquals(HEADER.getBytes(UTF_8).length, slow.read());
    reader.next();
    assertEquals((HEADER + "<proceed/>").getBytes(UTF_8).length, slow.read());

    XmlReader allAtOnce = reader(bytes, bytes.length);
    allAtOnce.root();
    allAtOnce.next();
    assertEquals("<proceed/>", allAtOnce.lastItem());
    assertEquals("<injected/>".length(), allAtOnce.unread());
    assertEquals("<proceed/><inj", allAtOnce.arrived(14));
  }

  static Stream<Arguments> unacceptable() {
    return Stream.of(
        restricted("<!DOCTYPE a [<!ENTITY b 'c'>]><a>"),
        restricted("<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/hostname'><a>"),
        restricted("<?php ?><a>"),
        restricted(" <?xml version='1.0'?><a>"),
        restricted("<!-- --><a>"),
        restricted("<a><!-- -->"),
        restricted("<a><b><!-- -->"),
        restricted("<a><b><!ENTITY c 'd'>"),
        restricted("<a><?b?>"),
        restricted("<a><b><?xml version='1.0'?>"),
        restricted("<a><![CDATA[b]]>"),
        restricted("<a><b>&nbsp;"),
        restricted("<a b='&nbsp;'>"),
        malformed("text"),
        malformed("<a>text"),
        malformed("<a><b></c>"),
        malformed("<a></b>"),
        malformed("< a>"),
        malformed("<a b>"),
        malformed("<a b=c>"),
        malformed("<a b='<'>"),
        malformed("<a b='1'c='2'>"),
        malformed("<a b='1' b='2'>"),
        malformed("<a xmlns:b='x' xmlns:c='x' b:d='1' c:d='2'>"),
        malformed("<a/ >"),
        malformed("<a><b>]]>"),
        malformed("<a><b>&#0;"),
        malformed("<a><b>&#xD800;"),
        malformed("<a><b>&#x110000;"),
        malformed("<a><b>&#99999999999999999999;"),
        malformed("<a><b>&#;"),
        malformed("<a><b>&#x;"),
        malformed("<a><b>& "),
        malformed("<a><![CDATO[b]]>".replace("<a>", "<a><b>")),
        malformed("<b:a>"),
        malformed("<a b:c='d'>"),
        malformed("<a xmlns:b=''>"),
        malformed("<a xmlns:xmlns='x'>"),
        malformed("<a xmlns='http://www.w3.org/2000/xmlns/'>"),
        malformed("<a xmlns:xml='x'>"),
        malformed("<a xmlns:b='http://www.w3.org/XML/1998/namespace'>"),
        malformed("<xmlns:a>"),
        malformed("<:a>"),
        malformed("<b: xmlns:b='x'>"),
        malformed("<b:c:d xmlns:b='x'>"),
        malformed("<?xml version='1.1'?><a>"),
        malformed("<?xml?><a>"),
        malformed("<?xml version='1.0' more='1'?><a>"),
        malformed("<?xml version='1.0' encoding='ISO-8859-1'?><a>"),
        malformed("<?xml version='1.0' encoding='UTF-16'?><a>"),
        malformed("\uFEFF<a>"),
        malformed("<a><b>\u0000"),
        malformed("<a><b>\u001b"),
        malformed("<a><b>\uFFFE"),
        Arguments.of(ReasonCode.PROTOCOL_VIOLATION, "<a>".getBytes(UTF_16)),
        latin1("<a><b>\u00e9t\u00e9"),
        latin1("<a><b>\u0080"),
        latin1("<a><b>\u00c0\u00af"),
        latin1("<a><b>\u00e0\u0080\u00af"),
        latin1("<a><b>\u00f0\u0080\u0080\u00af"),
        latin1("<a><b>\u00ed\u00a0\u0080"),
        latin1("<a><b>\u00f4\u0090\u0080\u0080"),
        latin1("<a><b>\u00ff"),
        over("<a>" + "<b>".repeat(100)),
        over("<a>" + "<b>".repeat(100_000)),
        over("<a " + attributes(201) + ">"),
        over("<a " + attributes(10_000) + ">"),
        over("<" + "a".repeat(1_001) + ">"),
        over("<a><b " + "c".repeat(1_001) + "='1'>"),
        over("<a><b>&" + "c".repeat(1_001) + ";"),
        over("<a>" + "<b/>".repeat(10_000)),
        over("<a><b>" + "<c/>".repeat(10_000)),
        over("<a><b>" + "text".repeat(66_000)),
        over("<a><b c='" + "text".repeat(66_000)),
        over("<a><b " + " ".repeat(300_000)),
        over("<a><b><![CDATA[" + "text".repeat(66_000)),
        over("<a b='" + "text".repeat(66_000)),
        over("<a>" + " ".repeat(1 << 20)),
        over(" ".repeat((1 << 20) + 1)),
        over("<a>" + ("<b>" + "text".repeat(50_000) + "</b>").repeat(6)),
        Arguments.of(ReasonCode.TCP_CLOSED, "<a><b>".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("unacceptable")
  void whatIsUnacceptableIsRefusedForItsReason(ReasonCode reason, byte[] bytes) {
    XmlReader reader = reader(bytes, 8_192);
    PeerException refused = assertThrows(PeerException.class, () -> readAll(reader));
    assertEquals(reason, refused.reason().code(), refused.reason()::toString);
    assertTrue(refused.reason().toString().length() < 1_000, "what is quoted is short");
  }

  @Test
  void whatIsJustWithinTheBoundsIsRead() throws PeerException {
    String deepest = "<b>".repeat(99) + "</b>".repeat(99);
    String widest = "<b " + attributes(200) + "/>";
    String longest = "<" + "b".repeat(1_000) + "/>";
    byte[] bytes =
        ("<a>" + deepest + widest + longest + "<b/>".repeat(9_898) + "</a>").getBytes(UTF_8);
    assertEquals(9_901, readAll(reader(bytes, 8_192)).size());
  }

  @Test
  void mutatedSessionsYieldElementsOrAPeerException() {
    Random random = new Random(6120);
    byte[] good = SESSION.getBytes(UTF_8);
    String interesting = "<>/='\"&;:![]?-x \u0000\u00ff\u00c3";
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      List<Byte> bytes =
          new ArrayList<>(IntStream.range(0, good.length).mapToObj(i -> good[i]).toList());
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(bytes.size());
        byte other = (byte) interesting.charAt(random.nextInt(interesting.length()));
        switch (random.nextInt(3)) {
          case 0 -> bytes.set(at, other);
          case 1 -> bytes.add(at, other);
          default -> bytes.remove(at);
        }
      }
      byte[] mutated = new byte[bytes.size()];
      IntStream.range(0, mutated.length).forEach(i -> mutated[i] = bytes.get(i));
      try {
        readAll(reader(mutated, 1 + random.nextInt(50)));
      } catch (PeerException _) {
        refused++;
      }
    }
    assertTrue(refused > 10_000 && refused < 20_000, "mutations reach both outcomes: " + refused);
  }

  private static List<Element> readAll(XmlReader reader) throws PeerException {
    List<Element> children = new ArrayList<>();
    reader.root();
    for (var next = reader.next(); next.isPresent(); next = reader.next()) {
      children.add(next.get());
    }
    return children;
  }

  private static XmlReader reader(byte[] bytes, int pieceSize) {
    return new XmlReader(new BytesWire(bytes, pieceSize));
  }

  private static String attributes(int count) {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < count; i++) {
      attributes.append(" a").append(i).append("='1'");
    }
    return attributes.toString();
  }

  private static Arguments restricted(String xml) {
    return Arguments.of(ReasonCode.RESTRICTED_XML, xml.getBytes(UTF_8));
  }

  private static Arguments malformed(String xml) {
    return Arguments.of(ReasonCode.PROTOCOL_VIOLATION, xml.getBytes(UTF_8));
  }

  private static Arguments latin1(String xml) {
    return Arguments.of(ReasonCode.PROTOCOL_VIOLATION, xml.getBytes(ISO_8859_1));
  }

  private static Arguments over(String xml) {
    return Arguments.of(ReasonCode.BUDGET_EXCEEDED, xml.getBytes(UTF_8));
  }
}
