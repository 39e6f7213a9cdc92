package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.net.Wire;
import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/** Carries TLS records between a wire and Bouncy Castle, and finds the reason of its exceptions. */
final class EncryptedRecords {

  /** How Bouncy Castle's message begins; it has no exception of its own for it. */
  private static final String TOO_LONG =
      "Handshake message length exceeds the maximum: certificate";

  private final Wire wire;
  private final TlsClientProtocol protocol;

  EncryptedRecords(Wire wire, TlsClientProtocol protocol) {
    this.wire = wire;
    this.protocol = protocol;
  }

  TlsClientProtocol protocol() {
    return protocol;
  }

  Transcript transcript() {
    return wire.transcript();
  }

  void limit(Deadline deadline) {
    wire.limit(deadline);
  }

  /** Sends what the protocol has to say. */
  void flush() throws PeerException {
    int count = protocol.getAvailableOutputBytes();
    if (count > 0) {
      byte[] bytes = new byte[count];
      protocol.readOutput(bytes, 0, count);
      wire.write(bytes);
    }
  }

  /** Hands one read to the protocol; false when the peer has closed. */
  boolean fill(byte[] buffer) throws PeerException {
    int count = wire.read(buffer);
    if (count < 0) {
      return false;
    }
    try {
      protocol.offerInput(buffer, 0, count);
      return true;
    } catch (IOException e) {
      throw reasonOf(e);
    } catch (RuntimeException e) {
      // Bouncy Castle's parsers throw these on messages that they did not foresee.
      throw PeerException.of(ReasonCode.TLS_VIOLATION, "the peer's messages make no sense: " + e);
    }
  }

  /** Encrypts; {@link #flush()} sends. */
  void encrypt(byte[] bytes) throws PeerException {
    try {
      protocol.writeApplicationData(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw reasonOf(e);
    }
  }

  /** Sends close_notify, or the alert that is due, and closes. */
  void close() {
    try {
      protocol.close();
      flush();
    } catch (IOException e) {
      wire.transcript().note("the peer did not wait for close_notify");
    } finally {
      wire.close();
    }
  }

  private static PeerException reasonOf(IOException failure) {
    return switch (failure) {
      case PeerException known -> known;
      case TlsFatalAlertReceived received ->
          received.getAlertDescription() == AlertDescription.protocol_version
              ? PeerException.of(
                  ReasonCode.TLS_NO_COMMON_VERSION, "the peer answered protocol_version (70)")
              : new PeerException(
                  Reason.of(
                      ReasonCode.TLS_ALERT,
                      alert(received).name(),
                      "the peer sent " + alert(received)));
      case TlsFatalAlert raised when raised.getCause() instanceof PeerException known -> known;
      case TlsFatalAlert raised
          when raised.getAlertDescription() == AlertDescription.protocol_version ->
          PeerException.of(
              ReasonCode.TLS_NO_COMMON_VERSION, "the peer chose a version that we did not offer");
      case TlsFatalAlert raised when message(raised).contains(TOO_LONG) ->
          PeerException.of(
              ReasonCode.TLS_CHAIN_TOO_LONG,
              "the certificates take more than " + ObservingClient.MESSAGE_SIZE + " bytes");
      default -> PeerException.of(ReasonCode.TLS_VIOLATION, message(failure));
    };
  }

  private static Alert alert(TlsFatalAlertReceived received) {
    return new Alert(AlertLevel.fatal, received.getAlertDescription() & 0xFF);
  }

  private static String message(IOException failure) {
    return String.valueOf(failure.getMessage());
  }
}
