package io.logtriage.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1, the only address that embedded servers listen on. */
final class LocalPort {
  static final String HOST = "127.0.0.1";

  private LocalPort() {}

  /** A port that nobody listens on now; another process may take it before its user does. */
  static int free() {
    try (ServerSocket socket = bind(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on " + HOST, e);
    }
  }

  /** Refuses a port in use before a server spends seconds on finding that out. */
  static void requireFree(String server, int port) {
    try (ServerSocket socket = bind(port)) {
      if (socket.getLocalPort() != port) {
        throw new IllegalStateException("asked for port " + port + ", got " + socket);
      }
    } catch (BindException e) {
      throw inUse(server, port, e);
    } catch (IOException e) {
      throw new UncheckedIOException(server + " cannot use " + HOST + ":" + port, e);
    }
  }

  static EmbeddedServerException inUse(String server, int port, Throwable cause) {
    return new EmbeddedServerException(
        "%s cannot listen on %s:%d (%s). Stop what listens there (ss -ltnp 'sport = :%d' names it), choose another port, or 0 for any free one."
            .formatted(server, HOST, port, cause.getMessage(), port),
        cause);
  }

  static InetAddress address() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      // A port whose last connections still linger in TIME_WAIT is free for a server.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address(), port), 1);
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }
}
