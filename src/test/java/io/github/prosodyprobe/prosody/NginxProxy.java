package io.github.prosodyprobe.prosody;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A real nginx in front of a running Prosody's HTTP port. */
public final class NginxProxy implements AutoCloseable {

  private final HeldCommand held;

  private NginxProxy(HeldCommand held) {
    this.held = held;
  }

  /**
   * Starts one at free ports of 127.0.0.1.
   *
   * @param variant one of those in the head of {@code with-nginx}
   */
  public static NginxProxy before(ProsodyServer server, String variant)
      throws IOException, InterruptedException {
    return before(server, variant, Map.of());
  }

  /** Starts one at the ports 80 and 443 of an address of this machine. */
  public static NginxProxy before(ProsodyServer server, String variant, InetAddress address)
      throws IOException, InterruptedException {
    return before(server, variant, Map.of("PROSODY_PROXY_ADDRESS", address.getHostAddress()));
  }

  private static NginxProxy before(ProsodyServer server, String variant, Map<String, String> where)
      throws IOException, InterruptedException {
    InetSocketAddress http = Objects.requireNonNull(server.http(), "a Prosody without HTTP");
    Map<String, String> told = new HashMap<>(where);
    told.put("PROSODY_DOMAIN", server.domain());
    told.put("PROSODY_HTTP", http.getAddress().getHostAddress() + ":" + http.getPort());
    return new NginxProxy(HeldCommand.start(List.of("with-nginx", variant), told));
  }

  /** Where it ends TLS. */
  public InetSocketAddress https() {
    return address("PROSODY_PROXY_HTTPS");
  }

  /** Where it speaks in clear text. */
  public InetSocketAddress http() {
    return address("PROSODY_PROXY_HTTP");
  }

  private InetSocketAddress address(String variable) {
    URI url = URI.create(Objects.requireNonNull(held.environment().get(variable), variable));
    return new InetSocketAddress(InetAddress.ofLiteral(url.getHost()), url.getPort());
  }

  @Override
  public void close() {
    held.close();
  }
}
