package io.github.prosodyprobe.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.hostile.ScriptedServer.Script;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** What servers say that get as far as a WebSocket. */
public final class WebSocketScripts {

  private static final String SWITCH =
      "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";

  private WebSocketScripts() {}

  /**
   * Answers an upgrade rightly and goes on.
   *
   * @param chosen headers for who asks for a subprotocol
   */
  public static Script switching(String chosen, Script then) {
    return peer -> {
      peer.expect("\r\n\r\n");
      String heard = peer.heard();
      int start = heard.indexOf("Sec-WebSocket-Key: ") + "Sec-WebSocket-Key: ".length();
      String accept = accept(heard.substring(start, heard.indexOf("\r\n", start)));
      String headers = heard.contains("Sec-WebSocket-Protocol: ") ? chosen : "";
      then.play(peer.send(SWITCH + "Sec-WebSocket-Accept: " + accept + "\r\n" + headers + "\r\n"));
    };
  }

  /** Text messages of fewer than 65536 bytes, as a server frames them. */
  public static byte[] messages(String... texts) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (String text : texts) {
      byte[] payload = text.getBytes(UTF_8);
      frames.write(0x81);
      if (payload.length < 126) {
        frames.write(payload.length);
      } else {
        frames.write(126);
        frames.write(payload.length >> 8);
        frames.write(payload.length);
      }
      frames.writeBytes(payload);
    }
    return frames.toByteArray();
  }

  private static String accept(String key) {
    try {
      byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
