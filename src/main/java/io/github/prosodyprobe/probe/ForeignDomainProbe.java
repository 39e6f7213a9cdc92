package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.fact.Evidence;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xmpp.Initiator;
import io.github.prosodyprobe.xmpp.MadeUp;
import io.github.prosodyprobe.xmpp.Namespaces;
import io.github.prosodyprobe.xmpp.XmppStream;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Opens a stream to a domain that does not exist (RFC 6120, section 4.9.3.6). */
public final class ForeignDomainProbe implements Probe {

  private final StreamOpener opener;
  private final Initiator initiator;
  private final RandomGenerator random;

  /**
   * A probe that opens a client's stream.
   *
   * @param opener makes the connection, in clear text or inside TLS
   * @param random draws the domain
   */
  public ForeignDomainProbe(StreamOpener opener, RandomGenerator random) {
    this(opener, Initiator.CLIENT, random);
  }

  /**
   * A probe that opens this server's stream in clear text.
   *
   * @param random draws the domain
   */
  public ForeignDomainProbe(PeerIdentity peer, RandomGenerator random) {
    this(ProbeContext::connect, peer, random);
  }

  /**
   * A probe that opens this server's stream.
   *
   * @param opener makes the connection, in clear text or inside TLS
   * @param random draws the domain
   */
  public ForeignDomainProbe(StreamOpener opener, PeerIdentity peer, RandomGenerator random) {
    this(opener, peer.initiator(), random);
  }

  private ForeignDomainProbe(StreamOpener opener, Initiator initiator, RandomGenerator random) {
    this.opener = opener;
    this.initiator = initiator;
    this.random = random;
  }

  @Override
  public String name() {
    return "foreign-domain";
  }

  @Override
  public Set<Fact<?>> yields() {
    return Set.of(StreamFacts.FOREIGN_DOMAIN);
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public void run(ProbeContext context, Findings findings)
      throws PeerException, InterruptedException {
    String domain = MadeUp.from(random).domain();
    try (XmppStream stream = XmppStream.over(opener.open(context), initiator, domain)) {
      stream.open();
      Untrusted answer = answer(stream);
      Evidence evidence =
          context.evidence(
              name(), stream.wire().transcript(), ByHand.stream(context, initiator, domain));
      findings.observed(StreamFacts.FOREIGN_DOMAIN, new FactValue.Text(answer), evidence);
    }
  }

  private static Untrusted answer(XmppStream stream) throws PeerException {
    Element first;
    try {
      first = stream.next();
    } catch (PeerException e) {
      if (e.reason().code() == ReasonCode.STREAM_ERROR) {
        return e.reason().parameter();
      }
      throw e;
    }
    if (!first.is(Namespaces.STREAMS, "features")) {
      throw PeerException.of(
          ReasonCode.PROTOCOL_VIOLATION,
          first.qualifiedName() + " is neither stream features nor a stream error");
    }
    return Untrusted.of("accepted");
  }
}
