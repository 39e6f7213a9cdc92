package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.TlsFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.ClientHello.KeyShare;
import io.github.prosodyprobe.tls.ClientHello.Trait;
import io.github.prosodyprobe.tls.HelloOutcome.Accepted;
import io.github.prosodyprobe.tls.HelloOutcome.Closed;
import io.github.prosodyprobe.tls.HelloOutcome.Refused;
import io.github.prosodyprobe.tls.HelloOutcome.Reset;
import io.github.prosodyprobe.tls.HelloSession.Exchange;
import io.github.prosodyprobe.tls.PreferenceTest.Chooser;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The hellos that can be sent once it is known what the server accepts. The last word has a hello
 * that was accepted before: when it no longer is, none of the refusals is believed.
 */
final class ClosingHellos {

  private static final int X25519 = 29;
  private static final int SECP256R1 = 23;

  /** The base point of P-256 (SEC 2, section 2.4.2): a valid public key of nobody. */
  private static final byte[] P256_POINT =
      HexFormat.of()
          .parseHex(
              "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                  + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

  private final HelloSession session;
  private final HelloTemplates templates;
  private final Set<Fact<?>> wanted;
  private Look<Chooser> chooser =
      new Look.Unseen<>(Reason.of(ReasonCode.NOT_PROBED, "left out of this scan"));
  private Look<Boolean> fallback =
      new Look.Unseen<>(Reason.of(ReasonCode.NOT_PROBED, "left out of this scan"));

  ClosingHellos(HelloSession session, HelloTemplates templates, Set<Fact<?>> wanted) {
    this.session = session;
    this.templates = templates;
    this.wanted = wanted;
  }

  /**
   * Sends them, unless nothing was accepted so far or the server throttles us.
   *
   * @param tls12 the suites accepted under TLS 1.2
   * @param tls13Groups the groups accepted under TLS 1.3
   */
  void send(List<CipherSuite> tls12, List<NamedGroup> tls13Groups) throws InterruptedException {
    if (session.accepted().isEmpty() || session.throttled().isPresent()) {
      return;
    }
    Together.run(
        () -> {
          if (wanted.contains(TlsFacts.FALLBACK_SCSV)) {
            askForFallback();
          }
        },
        () -> {
          if (wanted.contains(TlsFacts.SUITE_PREFERENCE) && tls12.size() > 1) {
            chooser = new PreferenceTest(session, templates).ask(tls12);
          } else {
            control(tls13Groups);
          }
        });
  }

  Look<Chooser> chooser() {
    return chooser;
  }

  Look<Boolean> fallback() {
    return fallback;
  }

  private void askForFallback() throws InterruptedException {
    List<TlsVersion> offered = new ArrayList<>(session.versions().offered());
    offered.remove(TlsVersion.SSL_2);
    if (offered.size() < 2) {
      fallback = new Look.NotHere<>("only one version is offered");
      return;
    }
    TlsVersion second = offered.get(offered.size() - 2);
    ClientHello hello =
        session.accepted().stream()
            .filter(exchange -> exchange.flight().hello().version() == second)
            .map(exchange -> exchange.hello().upTo(second).with(Trait.FALLBACK_SCSV))
            .findFirst()
            .orElseThrow();
    try {
      HelloOutcome outcome = session.askFromReserve(hello, EnumSet.of(Topic.FALLBACK));
      fallback = judge(outcome);
    } catch (PeerException e) {
      fallback = new Look.Unseen<>(e.reason());
    }
  }

  /** Hanging up is a refusal as well: the same hello was accepted without the signal. */
  private static Look<Boolean> judge(HelloOutcome outcome) {
    if (outcome instanceof Accepted) {
      return new Look.Seen<>(false);
    }
    if (outcome instanceof Closed || outcome instanceof Reset) {
      return new Look.Seen<>(true);
    }
    if (outcome instanceof Refused(Alert alert)) {
      return alert.description() == Alert.INAPPROPRIATE_FALLBACK
          ? new Look.Seen<>(true)
          : new Look.Unseen<>(VersionBook.because(alert));
    }
    return new Look.Unseen<>(Reason.of(ReasonCode.TLS_VIOLATION, outcome.toString()));
  }

  /**
   * Two handshakes with a key each, where TLS 1.3 is all there is; else one of the hellos again.
   */
  private void control(List<NamedGroup> tls13Groups) throws InterruptedException {
    List<Exchange> accepted = session.accepted();
    ClientHello hello = accepted.getFirst().hello();
    boolean keyless = true;
    for (Exchange exchange : accepted) {
      if (exchange.flight().key().isPresent()) {
        hello = exchange.hello();
        keyless = false;
      }
    }
    if (keyless && wanted.contains(TlsFacts.EPHEMERAL_KEYS_REPEATED)) {
      for (NamedGroup group : tls13Groups) {
        if (group.code() == X25519 || group.code() == SECP256R1) {
          ClientHello withKey =
              templates
                  .tls13(CipherSuites.forTls13(), List.of(group))
                  .withKeyShare(new KeyShare(group, publicKey(group)));
          Together.run(() -> confirm(withKey), () -> confirm(withKey));
          return;
        }
      }
    }
    confirm(hello);
  }

  private static byte[] publicKey(NamedGroup group) {
    if (group.code() == SECP256R1) {
      return P256_POINT.clone();
    }
    byte[] key = new byte[32];
    ThreadLocalRandom.current().nextBytes(key);
    return key;
  }

  private void confirm(ClientHello hello) throws InterruptedException {
    try {
      HelloOutcome outcome = session.askFromReserve(hello, EnumSet.of(Topic.CONTROL));
      if (!(outcome instanceof Accepted)) {
        session.throttle("a hello that was accepted before met with: " + outcome);
      }
    } catch (PeerException e) {
      session.throttle("a hello that was accepted before met with: " + e.reason());
    }
  }
}
