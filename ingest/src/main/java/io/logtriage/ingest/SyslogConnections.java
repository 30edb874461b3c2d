package io.logtriage.ingest;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
  private final Listening<ServerSocket> server;

  SyslogConnections(Input.Syslog input) {
    this.input = input;
    this.sources = new SyslogSources(input.naming());
    this.server = new Listening<>(input);
  }

  @Override
  public void open() throws IOException {
    server.open(
        new ServerSocket(),
        (socket, address) -> {
          socket.setReuseAddress(true);
          socket.bind(address);
        });
  }

  /** Where it listens. */
  int port() {
    return server.socket().getLocalPort();
  }

  @Override
  public void run(Intake intake) throws IOException {
    while (!server.closed()) {
      try {
        Socket connection = server.socket().accept();
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
        if (!server.closed()) {
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
      while (message != null && !server.closed()) {
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
    server.close();
    connections.forEach(Listening::close);
  }
}
