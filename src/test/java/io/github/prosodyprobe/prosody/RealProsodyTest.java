package io.github.prosodyprobe.prosody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The servers are what their configurations say, or every test that uses them proves nothing. */
@RealProsody(version = "0.12", config = "audited")
class RealProsodyTest {
  @Test
  void theAuditedServerOffersPasswordsInClear(ProsodyServer server) throws IOException {
    assertEquals("0.12", server.version());
    assertTrue(featuresBeforeTls(server.c2s(), server.domain()).contains("PLAIN"));
  }

  @Test
  @RealProsody(version = "13", config = "recommended")
  void theRecommendedServerOffersNothingInClear(ProsodyServer server) throws IOException {
    assertEquals("13", server.version());
    String features = featuresBeforeTls(server.c2s(), server.domain());
    assertTrue(features.contains("<required/>"), features);
    assertFalse(features.contains("<mechanism>"), features);
  }

  @Test
  void severalServersRunAtOnce(
      ProsodyServer old, @RealProsody(version = "13", config = "default") ProsodyServer recent)
      throws IOException {
    assertNotEquals(old.c2s(), recent.c2s());
    assertNotNull(old.http());
    assertNull(recent.http(), "the distribution's configuration has no HTTP module");
    assertTrue(Files.readString(recent.ca()).startsWith("-----BEGIN CERTIFICATE-----"));
    assertTrue(Files.size(recent.log()) > 0);
  }

  private static String featuresBeforeTls(InetSocketAddress address, String domain)
      throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(10_000);
      String header =
          "<?xml version='1.0'?><stream:stream to='"
              + domain
              + "' version='1.0' xmlns='jabber:client'"
              + " xmlns:stream='http://etherx.jabber.org/streams'>";
      socket.getOutputStream().write(header.getBytes(StandardCharsets.UTF_8));
      StringBuilder answer = new StringBuilder();
      InputStream in = socket.getInputStream();
      while (answer.indexOf("</stream:features>") < 0) {
        int next = in.read();
        assertTrue(next >= 0, "the stream ended after: " + answer);
        answer.append((char) next);
      }
      return answer.toString();
    }
  }
}
