package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.patterns.wire.LogsRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no file: each kind of input into records, without Kafka. */
class InputsTest {
  private static final SourceNaming NAMING = SourceNaming.ofHost("web-1");

  @TempDir Path folder;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void syslogOverUdpIsASourceForEachHostAndProgram() throws Exception {
    int port = freePort();
    try (Shipper shipper = shipper(syslog("udp:" + port)).start();
        DatagramSocket socket = new DatagramSocket()) {
      for (String message :
          List.of("<187>Nov 22 10:00:01 web-7 nginx: one", "<14>gunicorn.error: [4] two\0")) {
        byte[] bytes = message.getBytes(UTF_8);
        socket.send(
            new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
      }
      await().until(() -> lines.size() == 2);
      assertThat(lines.get(0)).isEqualTo("web-7:syslog/nginx|Nov 22 10:00:01 web-7 nginx: one");
      assertThat(lines.get(1))
          .startsWith("127.0.0.1:syslog/gunicorn.error|")
          .endsWith("Z 127.0.0.1 gunicorn.error: [4] two");
      assertThat(shipper.check().linesLost()).isEmpty();
    }
  }

  @Test
  void syslogOverTcpKeepsATracebackInOnePiece() throws Exception {
    int port = freePort();
    String text = "<11>Nov 22 10:00:01 web-7 shop[9]: Traceback\n  File \"a.py\"\nKeyError: 'id'";
    try (Shipper shipper = shipper(syslog("tcp:" + port)).start();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(shipper.check().error()).isNull();
      OutputStream out = socket.getOutputStream();
      out.write((text.length() + " " + text).getBytes(UTF_8));
      out.write("<11>Nov 22 10:00:02 web-7 shop[9]: next\n".getBytes(UTF_8));
      out.flush();
      await().until(() -> lines.size() == 4);
    }
    assertThat(lines)
        .containsExactly(
            "web-7:syslog/shop|Nov 22 10:00:01 web-7 shop[9]: Traceback",
            "web-7:syslog/shop|Nov 22 10:00:01 web-7 shop[9]:   File \"a.py\"",
            "web-7:syslog/shop|Nov 22 10:00:01 web-7 shop[9]: KeyError: 'id'",
            "web-7:syslog/shop|Nov 22 10:00:02 web-7 shop[9]: next");
  }

  @Test
  void portThatIsTakenIsOneClearLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Shipper shipper = shipper(syslog("tcp:" + taken.getLocalPort()))) {
      assertThatThrownBy(shipper::start)
          .isInstanceOf(ShipperException.class)
          .hasMessageStartingWith("syslog tcp 127.0.0.1:" + taken.getLocalPort() + " cannot listen")
          .hasMessageContaining("give a free port");
    }
  }

  @Test
  void writersOfANamedPipeComeAndGo() throws Exception {
    Path pipe = folder.resolve("shop.fifo");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    try (Shipper shipper = shipper(Input.Pipe.at(pipe, NAMING)).start()) {
      Files.writeString(pipe, "one\ntwo\n");
      await().until(() -> lines.size() == 2);
      Files.writeString(pipe, "three\nha");
      await().until(() -> lines.size() == 3);
      assertThat(shipper.check().problems()).isEmpty();
    }
    assertThat(lines)
        .containsExactly(
            "web-1:" + pipe + "|one", "web-1:" + pipe + "|two", "web-1:" + pipe + "|three");
  }

  @Test
  void journalIsASourceForEachUnit() throws Exception {
    journalctl(
        entry(1, "gunicorn.service", "\"Booting\\nsecond line\""),
        entry(2, "nginx.service", "[111,255]"));
    try (Shipper shipper = shipper(new Input.Journal(List.of(), NAMING, false)).start()) {
      await().until(() -> lines.size() == 3);
      assertThat(shipper.check().linesLost()).isEmpty();
    }
    assertThat(lines)
        .containsExactlyInAnyOrder(
            "web-1:gunicorn.service|2026-11-22T10:00:01Z db-1 shop[7]: Booting",
            "web-1:gunicorn.service|2026-11-22T10:00:01Z db-1 shop[7]: second line",
            "web-1:nginx.service|2026-11-22T10:00:02Z db-1 shop[7]: o\ufffd");
  }

  @Test
  void journalGoesOnBehindItsCursorWithTheSamePositions() throws Exception {
    Input.Journal journal = new Input.Journal(List.of("a.service"), NAMING, false);
    journalctl(entry(1, "a.service", "\"one\""), entry(2, "a.service", "\"two\""));
    String position = null;
    Map<String, CheckpointState.SourceState> state = Map.of();
    for (int run = 0; run < 2; run++) {
      Intake intake = new Intake(settings(), state);
      Stream stream =
          new Stream(
              journal, new JournalFeed(journal, false, position, environment()), intake, position);
      stream.start();
      await().until(stream::ended);
      Chunk chunk = stream.next();
      if (run == 0) {
        assertThat(chunk).isNotNull();
        assertThat(chunk.record().offset(1)).isEqualTo(2L * 4096);
        chunk.acknowledged().run();
        position = stream.position();
        state = stream.state();
        assertThat(position).contains("i=2;");
      } else {
        assertThat(chunk).as("nothing behind the cursor").isNull();
      }
    }
  }

  @Test
  void absentJournalctlIsOneClearLine() {
    Shipper shipper =
        new Shipper(
            options(new Input.Journal(List.of(), NAMING, false)),
            InputStream.nullInputStream(),
            Map.of("PATH", folder.toString()),
            () -> new DryRun(this::add),
            true);
    assertThatThrownBy(shipper::start)
        .isInstanceOf(ShipperException.class)
        .hasMessageContaining("no journalctl in " + folder);
    shipper.close();
  }

  @Test
  void sourcesAreReloadedWithoutLosingThePlace() throws Exception {
    Path logs = Files.createDirectory(folder.resolve("logs"));
    Path first = Files.writeString(logs.resolve("a.log"), "one\n");
    Path second = Files.writeString(logs.resolve("b.log"), "two\n");
    Path file = folder.resolve("sources.yaml");
    Files.writeString(file, "sources:\n  - files: ['%s']\n".formatted(first));
    ShipperOptions options =
        new ShipperOptions(
            List.of(), file, NAMING, "none", Map.of(), "logs", folder, false, Duration.ZERO);
    try (Shipper shipper = shipper(options).start()) {
      await().until(() -> lines.size() == 1);
      Files.writeString(file, "sources: 5\n");
      Files.setLastModifiedTime(file, FileTime.fromMillis(1));
      await().until(() -> shipper.check().error() != null);
      assertThat(shipper.check().error()).contains("sources.yaml:1", "the sources of before");
      Files.writeString(file, "sources:\n  - files: ['%s', '%s']\n".formatted(first, second));
      shipper.reload();
      await().until(() -> lines.size() == 2);
      Files.writeString(first, "one\nthree\n");
      await().until(() -> lines.size() == 3);
      assertThat(shipper.check().error()).isNull();
    }
    assertThat(lines)
        .containsExactly(
            "web-1:" + first + "|one", "web-1:" + second + "|two", "web-1:" + first + "|three");
  }

  @Test
  void zoneIsLearnedFromFilesWithAdatedSiblingAndSaidAloud() throws Exception {
    ZoneOffset zone = ZoneOffset.ofHoursMinutes(5, 45);
    Instant now = Instant.now();
    Path logs = Files.createDirectory(folder.resolve("logs"));
    Files.writeString(
        logs.resolve("error.log"),
        DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss").withZone(zone).format(now)
            + " [error] 7#7: *1 open() \"/srv/a\" failed (2: No such file or directory)\n");
    Files.writeString(
        logs.resolve("access.log"),
        "10.0.0.1 - - ["
            + DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(now)
            + "] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl\"\n");
    Map<String, ZoneId> zones = new ConcurrentHashMap<>();
    try (Shipper shipper =
        new Shipper(
                options(new Input.Files(List.of(logs), FileNames.ALL, NAMING, false)),
                InputStream.nullInputStream(),
                environment(),
                () ->
                    new DryRun(record -> zones.put(record.source().path(), record.source().zone())),
                true)
            .start()) {
      await().until(() -> zones.size() == 2);
      assertThat(shipper.check().notes())
          .singleElement()
          .asString()
          .contains("error.log: +05:45 (assumed", "as in", "--zone");
    }
    assertThat(zones)
        .containsEntry(logs.resolve("error.log").toString(), zone)
        .containsEntry(logs.resolve("access.log").toString(), ZoneId.systemDefault());
  }

  @Test
  void zoneThatWasLearnedStays() {
    Source source = NAMING.named("/var/log/error.log");
    SourceZones zones = new SourceZones(Map.of(source.key(), "+05:45", "web-1:/b", "Mars/North"));

    assertThat(zones.zoned(source).zone()).isEqualTo(ZoneOffset.ofHoursMinutes(5, 45));
    assertThat(zones.state()).containsExactly(Map.entry(source.key(), "+05:45"));
    assertThat(zones.notes())
        .anyMatch(note -> note.contains("+05:45 (assumed, as learned before"))
        .anyMatch(note -> note.contains("'Mars/North' of web-1:/b is unknown here"));
  }

  private Shipper shipper(Input input) throws IOException {
    return shipper(options(input));
  }

  private Shipper shipper(ShipperOptions options) {
    return new Shipper(
        options, InputStream.nullInputStream(), environment(), () -> new DryRun(this::add), true);
  }

  private ShipperOptions options(Input input) {
    return new ShipperOptions(
        List.of(input), null, NAMING, "none", Map.of(), "logs", folder, false, Duration.ZERO);
  }

  private static Input syslog(String address) {
    return SyslogAddress.parse(address, NAMING);
  }

  private void add(LogsRecord record) {
    for (int i = 0; i < record.lines(); i++) {
      int from = record.from(i);
      lines.add(
          record.source().key()
              + "|"
              + new String(record.value(), from, record.to(i) - from, UTF_8));
    }
  }

  private static TailSettings settings() {
    return new TailSettings(
        "s1",
        (bytes, from, to) -> null,
        source -> (bytes, from, to) -> LineTime.NONE,
        new Counters(),
        false,
        8192,
        0,
        Long.MAX_VALUE / 2);
  }

  private Map<String, String> environment() {
    return Map.of("PATH", folder.resolve("bin").toString());
  }

  /** A journalctl that knows these entries, and that nothing is behind the last. */
  private void journalctl(String... entries) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path all = Files.write(folder.resolve("entries"), List.of(entries));
    Path program = bin.resolve("journalctl");
    Files.writeString(
        program,
        """
        #!/bin/sh
        case "$*" in
          *after-cursor=*i=%d*) ;;
          *) cat %s ;;
        esac
        case "$*" in
          *--follow*) exec sleep 60 ;;
        esac
        """
            .formatted(entries.length, all));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String entry(int number, String unit, String message) {
    return """
        {"__CURSOR":"s=ab12;i=%x;b=c;m=d;t=e;x=f","__REALTIME_TIMESTAMP":"%d","_HOSTNAME":"db-1",\
        "SYSLOG_IDENTIFIER":"shop","_PID":"7","_SYSTEMD_UNIT":"%s","MESSAGE":%s}"""
        .formatted(number, 1_795_341_600_000_000L + number * 1_000_000L, unit, message);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
