package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.tls.HelloOutcome.AcceptedSslV2;
import io.github.prosodyprobe.tls.HelloOutcome.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the bytes of a server in any pieces and tells how it answered an SSL 2 hello: in SSL 2, or
 * as servers do that speak TLS only.
 */
final class SslV2AnswerParser implements AnswerParser {

  private static final int SERVER_HELLO = 4;
  private static final int MAX_RECORD = 1 << 14;

  private final ByteQueue bytes = new ByteQueue();
  private final ServerFlightParser flight = new ServerFlightParser();
  private boolean begun;
  private boolean ssl2;

  @Override
  public Optional<HelloOutcome> take(byte[] piece, int length) {
    if (!begun && length > 0) {
      begun = true;
      ssl2 = (piece[0] & 0x80) != 0;
    }
    if (!ssl2) {
      return flight.take(piece, length);
    }
    bytes.add(piece, length);
    if (bytes.size() < 2) {
      return Optional.empty();
    }
    int record = (bytes.at(0) & 0x7F) << 8 | bytes.at(1);
    if (record > MAX_RECORD) {
      return Optional.of(new Violation("an SSL 2 record of " + record + " bytes"));
    }
    return bytes.size() < 2 + record ? Optional.empty() : Optional.of(read(record));
  }

  @Override
  public HelloOutcome end(String reason) {
    return ssl2 ? new Violation(reason + " within an SSL 2 record") : flight.end(reason);
  }

  @Override
  public boolean hasServerHello() {
    return flight.hasServerHello();
  }

  private HelloOutcome read(int record) {
    bytes.take(2);
    WireReader body = new WireReader(bytes.take(record));
    try {
      int type = body.uint8();
      if (type != SERVER_HELLO) {
        return new Violation("SSL 2 message " + type + " instead of SERVER-HELLO");
      }
      body.uint16();
      int version = body.uint16();
      if (version != TlsVersion.SSL_2.code()) {
        return new Violation(String.format("version 0x%04X in an SSL 2 SERVER-HELLO", version));
      }
      int certificateLength = body.uint16();
      int specsLength = body.uint16();
      body.uint16();
      body.part(certificateLength);
      return new AcceptedSslV2(kinds(body.part(specsLength)));
    } catch (MalformedFlightException e) {
      return new Violation(e.detail());
    }
  }

  private static List<CipherSuite> kinds(WireReader specs) throws MalformedFlightException {
    List<CipherSuite> kinds = new ArrayList<>();
    while (specs.remaining() > 0) {
      kinds.add(CipherSuite.of(specs.uint24()));
    }
    return kinds;
  }
}
