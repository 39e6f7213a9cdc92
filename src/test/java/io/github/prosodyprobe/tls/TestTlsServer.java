package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.hostile.ScriptedPeer;
import io.github.prosodyprobe.hostile.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Speaks TLS with Java's own implementation as a part of a script, with any chain. */
public final class TestTlsServer {

  private final List<X509Certificate> chain;
  private final PrivateKey key;
  private String[] versions = {"TLSv1.2", "TLSv1.3"};
  private String[] applicationProtocols = {};
  private boolean asking;
  private TrustManager @Nullable [] peers;

  private TestTlsServer(List<X509Certificate> chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /** A server with this chain, its own certificate first. */
  public static TestTlsServer with(TestCertificate own, TestCertificate... others) {
    List<X509Certificate> chain = new ArrayList<>(List.of(own.certificate()));
    Arrays.stream(others).map(TestCertificate::certificate).forEach(chain::add);
    return new TestTlsServer(chain, own.key());
  }

  /** Restricts the versions, by Java's names. */
  public TestTlsServer versions(String... names) {
    versions = names.clone();
    return this;
  }

  /** Sets the protocols for ALPN. */
  public TestTlsServer applicationProtocols(String... names) {
    applicationProtocols = names.clone();
    return this;
  }

  /** Asks for a certificate and takes any, or none. */
  public TestTlsServer askingForAnyCertificate() {
    asking = true;
    peers = new TrustManager[] {new AnyPeer()};
    return this;
  }

  /** Asks for a certificate and takes none but one of a public authority, or none. */
  public TestTlsServer askingForTrustedCertificate() {
    asking = true;
    return this;
  }

  /** The certificates that a peer has shown; none where it showed none. */
  public static List<X509Certificate> shownBy(ScriptedPeer peer) {
    try {
      return Arrays.stream(((SSLSocket) peer.socket()).getSession().getPeerCertificates())
          .map(X509Certificate.class::cast)
          .toList();
    } catch (SSLPeerUnverifiedException _) {
      return List.of();
    }
  }

  /** A script that shakes hands and goes on inside TLS. */
  public ScriptedServer.Script then(ScriptedServer.Script inside) {
    return peer -> inside.play(protect(peer));
  }

  /** The version that was agreed on with a peer. */
  public static String version(ScriptedPeer peer) {
    return ((SSLSocket) peer.socket()).getSession().getProtocol();
  }

  /** Shakes hands. */
  public ScriptedPeer protect(ScriptedPeer peer) throws IOException {
    return new ScriptedPeer(server(peer.socket(), InputStream.nullInputStream()));
  }

  /** Shakes hands with a peer of whom this much of the hello has been read. */
  public ScriptedPeer protect(ScriptedPeer peer, byte[] begun) throws IOException {
    return new ScriptedPeer(server(peer.socket(), new ByteArrayInputStream(begun)));
  }

  private SSLSocket server(Socket plain, InputStream begun) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new OneKey()}, peers, null);
      SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, begun, true);
      socket.setUseClientMode(false);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(versions);
      parameters.setWantClientAuth(asking);
      parameters.setApplicationProtocols(applicationProtocols);
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class AnyPeer extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private final class OneKey extends X509ExtendedKeyManager {

    @Override
    public String @Nullable [] getClientAliases(String type, Principal[] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return null;
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[] {"own"};
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return matches(type) ? "own" : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String type, Principal[] issuers, SSLEngine engine) {
      return matches(type) ? "own" : null;
    }

    private boolean matches(String type) {
      return type.equals(key.getAlgorithm());
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return chain.toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }
  }
}
