package io.github.prosodyprobe.request;

import io.github.prosodyprobe.text.Untrusted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks a well-behaved server, from an address and with headers that a test chooses. */
final class PlainHttp {

  private PlainHttp() {}

  /**
   * Asks once, over a connection of its own.
   *
   * @param from the address of loopback that the server is to see
   * @param host what stands in {@code Host}
   * @param headers further ones, each a whole line
   */
  static WebAnswer ask(
      InetSocketAddress server, String from, WebRequest request, String host, String... headers)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.1\r\n");
    text.append("Host: ").append(host).append("\r\nConnection: close\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(20_000);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.connect(server, 20_000);
      socket
          .getOutputStream()
          .write(text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
      return answer(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    }
  }

  private static WebAnswer answer(String text) {
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, List<Untrusted>> headers = new HashMap<>();
    for (int line = 1; line < lines.length; line++) {
      int colon = lines[line].indexOf(':');
      headers
          .computeIfAbsent(
              lines[line].substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(Untrusted.of(lines[line].substring(colon + 1).strip()));
    }
    return new WebAnswer(
        Integer.parseInt(lines[0].split(" ")[1]), headers, Untrusted.of(text.substring(end + 4)));
  }
}
