package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.tls.HelloOutcome.Aborted;
import io.github.prosodyprobe.tls.HelloOutcome.Accepted;
import io.github.prosodyprobe.tls.HelloOutcome.Closed;
import io.github.prosodyprobe.tls.HelloOutcome.NotTls;
import io.github.prosodyprobe.tls.HelloOutcome.Refused;
import io.github.prosodyprobe.tls.HelloOutcome.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of a server in any pieces and tells how it answered the hello as soon as that is
 * certain: at a TLS 1.3 ServerHello, at the ServerKeyExchange of older versions, at an alert.
 *
 * <p>Does no I/O and throws nothing, whatever comes.
 */
final class ServerFlightParser implements AnswerParser {

  /** A chain of post-quantum certificates has about 20 KiB. */
  static final int MAX_FLIGHT = 1 << 16;

  private static final int RECORD_HEADER = 5;
  private static final int MAX_RECORD = 1 << 14;
  private static final int MESSAGE_HEADER = 4;
  private static final int SHOWN_BYTES = 64;

  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;

  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int SERVER_KEY_EXCHANGE = 12;
  private static final int SERVER_HELLO_DONE = 14;

  private final ByteQueue records = new ByteQueue();
  private final ByteQueue messages = new ByteQueue();
  private final ByteQueue alerts = new ByteQueue();
  private final List<byte[]> certificates = new ArrayList<>();
  private @Nullable ServerHello hello;
  private @Nullable Alert warning;
  private int taken;
  private boolean sawRecord;

  @Override
  public Optional<HelloOutcome> take(byte[] bytes, int length) {
    taken += length;
    records.add(bytes, length);
    try {
      Optional<HelloOutcome> outcome = readRecords();
      return outcome.isEmpty() && taken > MAX_FLIGHT
          ? Optional.of(broken("more than " + MAX_FLIGHT + " bytes in one flight"))
          : outcome;
    } catch (MalformedFlightException e) {
      return Optional.of(broken(e.detail()));
    }
  }

  @Override
  public HelloOutcome end(String reason) {
    if (hello != null) {
      return accepted(hello, Optional.empty(), Optional.of(reason));
    }
    if (warning != null) {
      return new Refused(warning);
    }
    return taken == 0 ? new Closed() : new Violation(reason + " within a record");
  }

  @Override
  public boolean hasServerHello() {
    return hello != null;
  }

  /** What was seen is kept: a fault behind the ServerHello does not undo the choice. */
  private HelloOutcome broken(String detail) {
    return hello == null
        ? new Violation(detail)
        : accepted(hello, Optional.empty(), Optional.of(detail));
  }

  private Optional<HelloOutcome> readRecords() throws MalformedFlightException {
    while (records.size() > 0) {
      int type = records.at(0);
      if (type < CHANGE_CIPHER_SPEC || type > HANDSHAKE || versionIsStrange()) {
        return Optional.of(strange(type));
      }
      if (records.size() < RECORD_HEADER) {
        return Optional.empty();
      }
      int length = records.at(3) << 8 | records.at(4);
      if (length == 0 || length > MAX_RECORD) {
        throw new MalformedFlightException("a record of " + length + " bytes");
      }
      if (records.size() < RECORD_HEADER + length) {
        return Optional.empty();
      }
      records.take(RECORD_HEADER);
      sawRecord = true;
      Optional<HelloOutcome> outcome = readRecord(type, records.take(length));
      if (outcome.isPresent()) {
        return outcome;
      }
    }
    return Optional.empty();
  }

  private boolean versionIsStrange() {
    return records.size() > 1 && records.at(1) != 3;
  }

  private HelloOutcome strange(int type) {
    if (sawRecord) {
      return broken("a record of type " + type);
    }
    byte[] beginning = records.take(Math.min(records.size(), SHOWN_BYTES));
    return new NotTls(Untrusted.of(new String(beginning, StandardCharsets.ISO_8859_1)));
  }

  private Optional<HelloOutcome> readRecord(int type, byte[] content)
      throws MalformedFlightException {
    return switch (type) {
      case ALERT -> readAlerts(content);
      case HANDSHAKE -> readMessages(content);
      default -> Optional.empty();
    };
  }

  private Optional<HelloOutcome> readAlerts(byte[] content) {
    alerts.add(content, content.length);
    while (alerts.size() >= 2) {
      byte[] pair = alerts.take(2);
      Alert alert = new Alert(pair[0] & 0xFF, pair[1] & 0xFF);
      if (!alert.isPassing()) {
        return Optional.of(hello == null ? new Refused(alert) : new Aborted(hello, alert));
      }
      warning = alert;
    }
    return Optional.empty();
  }

  private Optional<HelloOutcome> readMessages(byte[] content) throws MalformedFlightException {
    messages.add(content, content.length);
    while (messages.size() >= MESSAGE_HEADER) {
      int length = messages.at(1) << 16 | messages.at(2) << 8 | messages.at(3);
      if (length > MAX_FLIGHT) {
        throw new MalformedFlightException("a handshake message of " + length + " bytes");
      }
      if (messages.size() < MESSAGE_HEADER + length) {
        return Optional.empty();
      }
      int type = messages.at(0);
      messages.take(MESSAGE_HEADER);
      Optional<HelloOutcome> outcome = readMessage(type, new WireReader(messages.take(length)));
      if (outcome.isPresent()) {
        return outcome;
      }
    }
    return Optional.empty();
  }

  private Optional<HelloOutcome> readMessage(int type, WireReader body)
      throws MalformedFlightException {
    ServerHello chosen = hello;
    if (chosen == null) {
      if (type != SERVER_HELLO) {
        throw new MalformedFlightException("handshake message " + type + " before ServerHello");
      }
      hello = ServerHelloReader.read(body);
      return hello.version() == TlsVersion.TLS_1_3
          ? Optional.of(accepted(hello, hello.share(), Optional.empty()))
          : Optional.empty();
    }
    return switch (type) {
      case CERTIFICATE -> {
        readCertificates(body);
        yield Optional.empty();
      }
      case SERVER_KEY_EXCHANGE ->
          Optional.of(accepted(chosen, EphemeralKey.read(body, chosen.suite()), Optional.empty()));
      case SERVER_HELLO_DONE -> Optional.of(accepted(chosen, Optional.empty(), Optional.empty()));
      case SERVER_HELLO -> throw new MalformedFlightException("a second ServerHello");
      default -> Optional.empty();
    };
  }

  private void readCertificates(WireReader body) throws MalformedFlightException {
    WireReader list = body.vector24();
    while (list.remaining() > 0) {
      certificates.add(list.vector24().rest());
    }
  }

  private HelloOutcome accepted(
      ServerHello chosen, Optional<EphemeralKey> key, Optional<String> defect) {
    return new Accepted(new ServerFlight(chosen, certificates, key, defect));
  }
}
