package io.logtriage.ingest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Syslog over UDP. While the shipper falls behind the kernel drops messages, and counts them. */
final class SyslogDatagrams implements Feed {
  private static final int LONGEST = 65_535;
  private static final int BUFFER = 4 << 20;
  private static final int PAUSE = 50;

  private final Input.Syslog input;
  private final SyslogSources sources;
  private @Nullable DatagramSocket socket;
  private volatile boolean closed;

  SyslogDatagrams(Input.Syslog input) {
    this.input = input;
    this.sources = new SyslogSources(input.naming());
  }

  @Override
  public void open() throws IOException {
    DatagramSocket opened = new DatagramSocket(null);
    try {
      opened.setReceiveBufferSize(BUFFER);
      opened.bind(new InetSocketAddress(input.address(), input.port()));
      socket = opened;
    } catch (IOException e) {
      opened.close();
      throw new IOException(
          input.name() + " cannot listen: " + e.getMessage() + "; give a free port of this machine",
          e);
    }
  }

  /** Where it listens. */
  int port() {
    return socket().getLocalPort();
  }

  @Override
  public void run(Intake intake) throws IOException, InterruptedException {
    DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
    long since = 0; // when the oldest message that did not go out came
    while (!closed) {
      try {
        socket().setSoTimeout(since == 0 ? 0 : PAUSE);
        packet.setLength(LONGEST);
        socket().receive(packet);
        sources.accept(
            intake,
            packet.getData(),
            packet.getLength(),
            false,
            packet.getAddress().getHostAddress());
        since = since == 0 ? System.nanoTime() : since;
        if (System.nanoTime() - since > PAUSE * 1_000_000L) {
          intake.flush(null);
          since = 0;
        }
      } catch (SocketTimeoutException e) {
        intake.flush(null);
        since = 0;
      } catch (SocketException e) {
        if (!closed) {
          throw e;
        }
      }
    }
  }

  @Override
  public long lost() {
    DatagramSocket opened = socket;
    return opened == null || opened.isClosed() ? 0 : dropped(opened.getLocalPort());
  }

  @Override
  public void close() {
    closed = true;
    DatagramSocket opened = socket;
    if (opened != null) {
      opened.close();
    }
  }

  private DatagramSocket socket() {
    DatagramSocket opened = socket;
    if (opened == null) {
      throw new IllegalStateException(input.name() + " is not open");
    }
    return opened;
  }

  /** The last column of Linux's tables of sockets; 0 elsewhere. */
  private static long dropped(int port) {
    long dropped = 0;
    for (String table : List.of("/proc/net/udp", "/proc/net/udp6")) {
      try {
        for (String line : Files.readAllLines(Path.of(table))) {
          String[] columns = line.trim().split("\\s+", -1);
          if (columns.length > 12 && columns[1].endsWith(String.format(":%04X", port))) {
            dropped += Long.parseLong(columns[columns.length - 1]);
          }
        }
      } catch (IOException | NumberFormatException e) {
        return dropped; // no Linux: nobody can know
      }
    }
    return dropped;
  }
}
