package io.github.prosodyprobe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.policy.Severity;
import io.github.prosodyprobe.policy.State;
import io.github.prosodyprobe.report.TextReport.Detail;
import io.github.prosodyprobe.report.TextStyle.Colour;
import io.github.prosodyprobe.report.TextStyle.Symbols;
import org.junit.jupiter.api.Test;

class TextReportTest {

  private static final TextStyle PLAIN = new TextStyle(Colour.OFF, Symbols.UNICODE);

  private static final Report MIXED =
      Samples.judged(
          Samples.pass("starttls-required"),
          Samples.fail("cipher-order", Severity.SUGGESTION),
          Samples.fail("tls-versions", Severity.CRITICAL),
          Samples.at(Samples.CLOSED, "tls-versions", Severity.CRITICAL, State.FAIL),
          Samples.unknown("certificate-expiry", Severity.WARNING),
          Samples.unknown("certificate-chain", Severity.WARNING));

  @Test
  void saysWhatIsWrongWorstFirstAndTheVerdictLast() {
    assertEquals(
        """
        example.org  policy recommended@1  external vantage  34 connections
          ✘ c2s         192.0.2.7:5222      1 passed · 2 failed (1 critical, 1 suggestion)
          ✘ c2s         [2001:db8::7]:5222  0 passed · 1 failed (1 critical) · 2 unknown

        ✘ critical    tls-versions  Only TLS 1.2 and 1.3 are offered
            where     c2s 192.0.2.7:5222, c2s [2001:db8::7]:5222
            expected  only TLSv1.2, TLSv1.3
            observed  TLSv1.1, TLSv1.2
            fix       ssl = {
                        protocol = "tlsv1_2+";
                      }
            see it    openssl s_client -connect 192.0.2.7:5222 -starttls xmpp
            explain   prosody-probe explain tls-versions

        ✘ suggestion  cipher-order  Only TLS 1.2 and 1.3 are offered
            where     c2s 192.0.2.7:5222
            expected  only TLSv1.2, TLSv1.3
            observed  TLSv1.1, TLSv1.2
            fix       ssl = {
                        protocol = "tlsv1_2+";
                      }
            see it    the same command as for tls-versions
            explain   prosody-probe explain cipher-order

        ? unknown  tcp-refused (the connection was refused)
            where     c2s [2001:db8::7]:5222
            checks    certificate-expiry, certificate-chain

        NOT COMPLIANT  example.org  1 passed · 3 failed (2 critical, 1 suggestion) · 2 unknown · 2.5 s
        """,
        TextReport.of(MIXED, Verdict.NOT_COMPLIANT, PLAIN, Detail.ATTENTION));
  }

  @Test
  void successIsShort() {
    Report report = Samples.judged(Samples.pass("starttls-required"));
    assertEquals(
        """
        example.org  policy recommended@1  external vantage  34 connections
          + c2s         192.0.2.7:5222      1 passed

        COMPLIANT  example.org  1 passed | 2.5 s
        """,
        TextReport.of(
            report, Verdict.COMPLIANT, new TextStyle(Colour.OFF, Symbols.ASCII), Detail.ATTENTION));
  }

  @Test
  void quietIsOneLineThatStillNamesTheCauses() {
    assertEquals(
        "NOT COMPLIANT example.org: critical tls-versions; suggestion cipher-order;"
            + " unknown certificate-expiry, certificate-chain\n",
        TextReport.of(MIXED, Verdict.NOT_COMPLIANT, PLAIN, Detail.VERDICT));
  }

  @Test
  void anIncompleteScanSaysSo() {
    Report report = Samples.judged(Samples.run(false, true), Samples.pass("a"));
    String text = TextReport.of(report, Verdict.UNDECIDED, PLAIN, Detail.ATTENTION);
    assertTrue(text.endsWith("UNDECIDED  example.org  1 passed · interrupted · 2.5 s\n"), text);
  }

  @Test
  void whatAPeerSentCannotSteerTheTerminal() {
    String judged = TextReport.of(MIXED, Verdict.NOT_COMPLIANT, PLAIN, Detail.EVERYTHING);
    String seen = FactsText.of(Samples.look(), PLAIN);
    for (String text : new String[] {judged, seen}) {
      assertTrue(text.contains("\\u{1b}[2J\\u{9b}31m\\u{7f}\\u{202e}"), text);
      assertFalse(
          text.codePoints()
              .anyMatch(
                  c ->
                      c != '\n'
                          && (Character.isISOControl(c)
                              || Character.getType(c) == Character.FORMAT)),
          text);
    }
  }

  @Test
  void colourOnlyRepeatsWhatWordsSay() {
    String coloured =
        TextReport.of(
            MIXED,
            Verdict.NOT_COMPLIANT,
            new TextStyle(Colour.ON, Symbols.UNICODE),
            Detail.ATTENTION);
    assertTrue(coloured.contains("\u001b[31mNOT COMPLIANT\u001b[0m"), coloured);
    assertEquals(
        TextReport.of(MIXED, Verdict.NOT_COMPLIANT, PLAIN, Detail.ATTENTION),
        coloured.replaceAll("\u001b\\[[0-9]*m", ""));
  }
}
