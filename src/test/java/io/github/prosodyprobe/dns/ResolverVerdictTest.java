package io.github.prosodyprobe.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

class ResolverVerdictTest {

  private static final String SERVICE = "_xmpp-client._tcp.example.org";

  /** How a resolver treats a kind of question. */
  private enum Treatment {
    VOUCHES,
    ANSWERS,
    FAILS
  }

  @Test
  void whatTheResolverVouchesForIsSecure() throws IOException {
    assertEquals(
        Validation.SECURE, validation(Treatment.VOUCHES, Treatment.ANSWERS, Treatment.VOUCHES));
  }

  @Test
  void whatAValidatingResolverDoesNotVouchForIsInsecure() throws IOException {
    assertEquals(
        Validation.INSECURE, validation(Treatment.ANSWERS, Treatment.ANSWERS, Treatment.VOUCHES));
  }

  @Test
  void whatOnlyWorksUncheckedIsBogus() throws IOException {
    assertEquals(
        Validation.BOGUS, validation(Treatment.FAILS, Treatment.ANSWERS, Treatment.VOUCHES));
  }

  @Test
  void whatDoesNotWorkUncheckedEitherIsAFailure() {
    assertEquals(
        ReasonCode.DNS_SERVFAIL, failure(Treatment.FAILS, Treatment.FAILS, Treatment.VOUCHES));
  }

  @Test
  void aResolverThatVouchesForNothingTellsNothing() {
    assertEquals(
        ReasonCode.DNS_NOT_VALIDATING,
        failure(Treatment.ANSWERS, Treatment.ANSWERS, Treatment.ANSWERS));
  }

  private static ReasonCode failure(Treatment checked, Treatment unchecked, Treatment root) {
    return assertThrows(PeerException.class, () -> validation(checked, unchecked, root))
        .reason()
        .code();
  }

  private static Validation validation(Treatment checked, Treatment unchecked, Treatment root)
      throws IOException {
    ScriptedNameServer.Script script =
        (query, _) -> {
          if ((query.getOPT().getFlags() & ExtendedFlags.DO) == 0) {
            return null;
          }
          boolean askedForRoot = query.getQuestion().getName().equals(Name.root);
          boolean cd = query.getHeader().getFlag(Flags.CD);
          return answer(query, askedForRoot ? root : cd ? unchecked : checked);
        };
    try (var server = new ScriptedNameServer(script)) {
      return StubResolver.at(server.address())
          .validation(SERVICE, Deadline.in(Duration.ofSeconds(5)));
    }
  }

  private static byte[] answer(Message query, Treatment treatment) {
    Message answer = ScriptedNameServer.reply(query);
    switch (treatment) {
      case VOUCHES -> answer.getHeader().setFlag(Flags.AD);
      case FAILS -> answer.getHeader().setRcode(Rcode.SERVFAIL);
      case ANSWERS -> {}
    }
    return answer.toWire();
  }
}
