package io.logtriage.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Logs of two deployments, three files each, that go on for as long as wanted: mostly healthy
 * requests, now and then a fault. The same seed gives the same lines.
 */
final class TrafficLogs {
  private static final DateTimeFormatter ACCESS =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DASHES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final List<String> DEPLOYMENTS = List.of("shop", "school");

  private final Path folder;
  private final Random random;
  private LocalDateTime time = LocalDateTime.of(2026, 3, 1, 8, 0);
  private long lines;

  TrafficLogs(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /** Lines written so far. */
  long lines() {
    return lines;
  }

  /** Appends about {@code count} lines, some milliseconds of log time apart. */
  void write(int count) throws IOException {
    long end = lines + count;
    while (lines < end) {
      for (String deployment : DEPLOYMENTS) {
        List<String> access = new ArrayList<>();
        List<String> gunicorn = new ArrayList<>();
        List<String> app = new ArrayList<>();
        for (int second = 0; second < 5; second++) {
          second(time.plusSeconds(second), access, gunicorn, app);
        }
        append(deployment, "nginx/access.log", access);
        append(deployment, "gunicorn/error.log", gunicorn);
        append(deployment, "app/app.log", app);
      }
      time = time.plusSeconds(5);
    }
  }

  /** An hour of little traffic: some seconds each five minutes. */
  void hour() throws IOException {
    for (int i = 0; i < 12; i++) {
      write(1);
      time = time.plusSeconds(295);
    }
  }

  private void second(
      LocalDateTime now, List<String> access, List<String> gunicorn, List<String> app) {
    int fault = random.nextInt(400);
    for (int request = 0; request < 40; request++) {
      int status = fault == 0 && request % 4 == 0 ? 502 : 200;
      access.add(
          String.format(
              Locale.ROOT,
              "198.51.100.%d - - [%s +0000] \"GET /lesson/%d?q=timeout HTTP/1.1\" %d %d \"-\" \"check/1.0 (502)\"",
              random.nextInt(250),
              ACCESS.format(now),
              random.nextInt(900),
              status,
              random.nextInt(5000)));
    }
    app.add(DASHES.format(now) + ",120 INFO [pages] answered, no error");
    if (fault == 0) {
      int pid = 100 + random.nextInt(900);
      gunicorn.add(
          "[" + DASHES.format(now) + " +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:" + pid + ")");
      gunicorn.add(
          "["
              + DASHES.format(now)
              + " +0000] [7] [ERROR] Worker (pid:"
              + pid
              + ") was sent SIGKILL! Perhaps out of memory?");
    } else if (fault == 1) {
      app.add(DASHES.format(now) + ",340 ERROR [pages] Exception on /save [POST]");
      app.add("Traceback (most recent call last):");
      app.add("  File \"/srv/school/pages.py\", line 12, in save");
      app.add("    db.execute(insert)");
      app.add("sqlite3.OperationalError: database is locked");
    }
    gunicorn.add("[" + DASHES.format(now) + " +0000] [7] [INFO] Handling signal: winch");
  }

  private void append(String deployment, String name, List<String> text) throws IOException {
    Path file = folder.resolve(deployment).resolve(name);
    Files.createDirectories(file.getParent());
    try (BufferedWriter writer =
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line : text) {
        writer.write(line);
        writer.write('\n');
      }
    }
    lines += text.size();
  }
}
