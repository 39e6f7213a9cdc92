package io.github.prosodyprobe.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TranscriptTest {

  @Test
  void hidesWhatIsSentToLogIn() {
    Transcript transcript = new Transcript();
    transcript.sent(
        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYg==</auth>");
    transcript.sent("<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>c2VjcmV0</response>");
    String shown = transcript.lines().toString();
    assertTrue(!shown.contains("AGEAYg") && !shown.contains("c2VjcmV0"), shown);
    assertTrue(shown.contains("[redacted 8 characters]"), shown);
  }

  @Test
  void isBoundedInLinesAndLength() {
    Transcript transcript = new Transcript();
    for (int line = 0; line < 1_000; line++) {
      transcript.received("x".repeat(100_000));
    }
    assertEquals("* 960 more lines omitted", transcript.lines().getLast().raw());
    assertTrue(transcript.lines().stream().mapToInt(line -> line.raw().length()).sum() < 60_000);
  }
}
