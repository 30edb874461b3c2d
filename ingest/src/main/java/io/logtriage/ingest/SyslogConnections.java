package io.logtriage.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Syslog over TCP: while the shipper falls behind, senders wait. */
final class SyslogConnections implements Feed {
  private static final Logger log = LoggerFactory.getLogger(SyslogConnections.class);
  private static final int MOST = 256;

  private final Input.Syslog input;
  private final SyslogSources sources;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong refused = new AtomicLong();
  private @Nullable ServerSocket server;
  private volatile boolean closed;

  SyslogConnections(Input.Syslog input) {
    this.input = input;
    this.sources = new SyslogSources(input.naming());
  }

  @Override
  public void open() throws IOException {
    ServerSocket opened = new ServerSocket();
    try {
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(input.address(), input.port()));
      server = opened;
    } catch (IOException e) {
      opened.close();
      throw new IOException(
          input.name() + " cannot listen: " + e.getMessage() + "; give a free port of this machine",
          e);
    }
  }

  /** Where it listens. */
  int port() {
    return server().getLocalPort();
  }

  @Override
  public void run(Intake intake) throws IOException {
    while (!closed) {
      try {
        Socket connection = server().accept();
        if (connections.size() >= MOST) {
          refused.incrementAndGet();
          connection.close();
          log.warn("{}: {} connections are open; one more was refused", input.name(), MOST);
          continue;
        }
        connections.add(connection);
        Thread thread = new Thread(() -> serve(connection, intake), "logtriage-syslog");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        if (!closed) {
          throw e;
        }
      }
    }
  }

  private void serve(Socket connection, Intake intake) {
    String sender = connection.getInetAddress().getHostAddress();
    try (connection) {
      SyslogFrames frames = new SyslogFrames(connection.getInputStream());
      byte[] message = frames.next();
      while (message != null && !closed) {
        sources.accept(intake, message, message.length, frames.cut(), sender);
        if (!frames.ready()) {
          intake.flush(null);
        }
        message = frames.next();
      }
      intake.flush(null);
    } catch (IOException e) {
      log.debug("{}: {}", sender, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  @Override
  public void close() {
    closed = true;
    connections.forEach(SyslogConnections::close);
    ServerSocket opened = server;
    if (opened != null) {
      close(opened);
    }
  }

  private static void close(java.io.Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("{}", e.toString());
    }
  }

  private ServerSocket server() {
    ServerSocket opened = server;
    if (opened == null) {
      throw new IllegalStateException(input.name() + " is not open");
    }
    return opened;
  }
}
