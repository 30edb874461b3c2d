package io.logtriage.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket that a syslog listener has, from its opening to its end. */
final class Listening<S extends Closeable> {
  private static final Logger log = LoggerFactory.getLogger(Listening.class);

  private final Input.Syslog input;
  private @Nullable S socket;
  private volatile boolean closed;

  Listening(Input.Syslog input) {
    this.input = input;
  }

  /** Makes a new socket one that listens. */
  interface Binding<S> {
    void bind(S socket, InetSocketAddress address) throws IOException;
  }

  /**
   * Begins.
   *
   * @throws IOException when it cannot listen there; says what to do
   */
  void open(S fresh, Binding<S> binding) throws IOException {
    try {
      binding.bind(fresh, new InetSocketAddress(input.address(), input.port()));
      socket = fresh;
    } catch (IOException e) {
      fresh.close();
      throw new IOException(
          input.name() + " cannot listen: " + e.getMessage() + "; give a free port of this machine",
          e);
    }
  }

  S socket() {
    S opened = socket;
    if (opened == null) {
      throw new IllegalStateException(input.name() + " is not open");
    }
    return opened;
  }

  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
    close(socket);
  }

  static void close(@Nullable Closeable socket) {
    try (socket) {
      log.debug("Closing {}", socket);
    } catch (IOException e) {
      log.debug("{}", e.toString());
    }
  }
}
