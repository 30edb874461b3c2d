package io.logtriage.ingest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Syslog over UDP. While the shipper falls behind the kernel drops messages, and counts them. */
final class SyslogDatagrams implements Feed {
  private static final int LONGEST = 65_535;
  private static final int BUFFER = 4 << 20;
  private static final int PAUSE = 50;

  private final SyslogSources sources;
  private final Listening<DatagramSocket> listening;

  SyslogDatagrams(Input.Syslog input) {
    this.sources = new SyslogSources(input.naming());
    this.listening = new Listening<>(input);
  }

  @Override
  public void open() throws IOException {
    listening.open(
        new DatagramSocket(null),
        (socket, address) -> {
          socket.setReceiveBufferSize(BUFFER);
          socket.bind(address);
        });
  }

  /** Where it listens. */
  int port() {
    return listening.socket().getLocalPort();
  }

  @Override
  public void run(Intake intake) throws IOException, InterruptedException {
    DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
    long since = 0; // when the oldest message that did not go out came
    DatagramSocket socket = listening.socket();
    while (!listening.closed()) {
      try {
        socket.setSoTimeout(since == 0 ? 0 : PAUSE);
        packet.setLength(LONGEST);
        socket.receive(packet);
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
        if (!listening.closed()) {
          throw e;
        }
      }
    }
  }

  @Override
  public long lost() {
    return listening.closed() ? 0 : dropped(listening.socket().getLocalPort());
  }

  @Override
  public void close() {
    listening.close();
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
