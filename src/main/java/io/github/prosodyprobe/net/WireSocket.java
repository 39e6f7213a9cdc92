package io.github.prosodyprobe.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A wire that looks like a socket. Time limits that are set on it mean nothing: the wire has its
 * own.
 */
final class WireSocket extends Socket {

  /** What is copied at once; the library asks for no more. */
  private static final int PIECE = 8_192;

  private final WireSocketFactory factory;
  private volatile @Nullable Wire wire;
  private volatile boolean closed;

  WireSocket(WireSocketFactory factory) {
    this.factory = factory;
  }

  @Override
  public void connect(SocketAddress ignored, int timeout) throws IOException {
    wire = factory.open();
  }

  @Override
  public void connect(SocketAddress ignored) throws IOException {
    connect(ignored, 0);
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return factory.read(connected(), one) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        byte[] piece = new byte[Math.min(length, PIECE)];
        int count = factory.read(connected(), piece);
        System.arraycopy(piece, 0, buffer, offset, Math.max(count, 0));
        return count;
      }

      @Override
      public void close() {
        WireSocket.this.close();
      }
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        factory.write(connected(), new byte[] {(byte) one});
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        factory.write(connected(), Arrays.copyOfRange(bytes, offset, offset + length));
      }

      @Override
      public void close() {
        WireSocket.this.close();
      }
    };
  }

  private Wire connected() throws SocketException {
    Wire open = wire;
    if (open == null || closed) {
      throw new SocketException("the socket is not open");
    }
    return open;
  }

  @Override
  public void close() {
    closed = true;
    Wire open = wire;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public boolean isConnected() {
    return wire != null;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void setSoTimeout(int timeout) {}

  @Override
  public int getSoTimeout() {
    return 0;
  }
}
