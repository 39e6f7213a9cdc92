package io.github.prosodyprobe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.Frame.Opcode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Wire;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xml.XmlDocument;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Exchanges text messages on an opened WebSocket (RFC 6455), as RFC 7395 carries XMPP in them.
 *
 * <p>Bounded: {@value FrameCodec#MESSAGE_BYTES} bytes per message, {@value #FRAMES} frames in all,
 * {@value #PONGS} pings answered. After an exception nothing more can be received.
 */
public final class WebSocket implements AutoCloseable {

  /** Frames of a whole conversation. */
  static final int FRAMES = 500;

  /** Pings that are answered; a server has no reason to ask more often in so short a time. */
  static final int PONGS = 5;

  private static final int NORMAL = 1000;
  private static final int VIOLATION = 1002;

  /** How long we wait for the server to say that it closes too. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** One for all: setting it up is dear, and masks need only be unforeseeable. */
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Wire wire;
  private final WireBytes bytes;
  private int frames;
  private int pongs;
  private boolean closeSent;
  private boolean over;
  private String closing = "";

  WebSocket(Wire wire, WireBytes bytes) {
    this.wire = wire;
    this.bytes = bytes;
  }

  /** Sends a text message. */
  public void send(String message) throws PeerException {
    wire.transcript().sent(message);
    send(Opcode.TEXT, message.getBytes(UTF_8));
  }

  /**
   * Waits for the next text message, and answers pings meanwhile.
   *
   * @return empty when the server closes the WebSocket in order; {@link #closing()} says with which
   *     words
   * @throws PeerException with {@link ReasonCode#PROTOCOL_VIOLATION}, {@link
   *     ReasonCode#BUDGET_EXCEEDED}, {@link ReasonCode#TCP_CLOSED} when the connection ends without
   *     a closing frame, or the wire's own reason
   */
  public Optional<Untrusted> receive() throws PeerException {
    if (over) {
      return Optional.empty();
    }
    try {
      Optional<String> message = message();
      message.ifPresent(text -> wire.transcript().received(text));
      return message.map(Untrusted::of);
    } catch (PeerException e) {
      over = true;
      wire.transcript().note("WebSocket: " + e.reason());
      if (e.reason().code() == ReasonCode.PROTOCOL_VIOLATION) {
        sendClose(VIOLATION);
      }
      throw e;
    }
  }

  /**
   * Waits for the next message, which must be a document by itself (RFC 7395, section 3.3.3).
   *
   * @throws PeerException as {@link #receive()} and {@link XmlDocument#parseMessage} do
   */
  public Optional<Element> receiveElement() throws PeerException {
    Optional<Untrusted> message = receive();
    return message.isEmpty()
        ? Optional.empty()
        : Optional.of(XmlDocument.parseMessage(message.get().raw().getBytes(UTF_8)));
  }

  private Optional<String> message() throws PeerException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    boolean begun = false;
    while (true) {
      Frame frame = frame();
      switch (frame.opcode()) {
        case PING -> pong(frame);
        case PONG -> {}
        case CLOSE -> {
          closed(frame);
          return Optional.empty();
        }
        case BINARY -> throw FrameCodec.violation("a binary message (RFC 7395, section 3.2)");
        case TEXT, CONTINUATION -> {
          if (begun != (frame.opcode() == Opcode.CONTINUATION)) {
            throw FrameCodec.violation("a piece of a message that belongs to none");
          }
          begun = true;
          if (message.size() + frame.payload().length > FrameCodec.MESSAGE_BYTES) {
            throw tooMuch("a message is over " + FrameCodec.MESSAGE_BYTES + " bytes");
          }
          message.writeBytes(frame.payload());
          if (frame.isFinal()) {
            return Optional.of(text(message.toByteArray()));
          }
        }
      }
    }
  }

  private Frame frame() throws PeerException {
    if (++frames > FRAMES) {
      throw tooMuch("more than " + FRAMES + " frames");
    }
    int first = bytes.next();
    if (first < 0) {
      throw PeerException.of(ReasonCode.TCP_CLOSED, "the connection ended without a closing frame");
    }
    return FrameCodec.read(first, bytes);
  }

  private void pong(Frame ping) throws PeerException {
    if (++pongs > PONGS) {
      throw tooMuch("more than " + PONGS + " pings");
    }
    send(Opcode.PONG, ping.payload());
  }

  private void closed(Frame close) throws PeerException {
    byte[] payload = close.payload();
    if (payload.length == 1) {
      throw FrameCodec.violation("a closing frame with half a status");
    }
    over = true;
    if (payload.length > 0) {
      int status = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
      closing = (status + " " + text(Arrays.copyOfRange(payload, 2, payload.length))).strip();
    }
    wire.transcript().received("WebSocket closed: " + closing);
    sendClose(NORMAL);
  }

  /** Status and words with which the server has closed; empty when it has not, or said nothing. */
  public Untrusted closing() {
    return Untrusted.of(closing);
  }

  private static String text(byte[] payload) throws PeerException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException _) {
      throw FrameCodec.violation("a text message that is not UTF-8");
    }
  }

  private void send(Opcode opcode, byte[] payload) throws PeerException {
    byte[] mask = new byte[4];
    RANDOM.nextBytes(mask);
    wire.write(FrameCodec.encoded(opcode, payload, mask));
  }

  private void sendClose(int status) {
    if (closeSent) {
      return;
    }
    closeSent = true;
    try {
      send(Opcode.CLOSE, new byte[] {(byte) (status >> 8), (byte) status});
    } catch (PeerException e) {
      wire.transcript().note("the peer did not wait for our closing frame");
    }
  }

  private static PeerException tooMuch(String detail) {
    return PeerException.of(ReasonCode.BUDGET_EXCEEDED, detail);
  }

  /** Closes in order: sends a closing frame, gives the server a moment for its own, hangs up. */
  @Override
  public void close() {
    try {
      wire.limit(Deadline.in(FAREWELL));
      sendClose(NORMAL);
      while (receive().isPresent()) {
        // What was under way when we closed.
      }
    } catch (PeerException _) {
      // It is in the transcript, and the conversation is over in any case.
    } finally {
      wire.close();
    }
  }
}
