package io.logtriage.streams.scan;

import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.files.PathPattern;
import io.logtriage.patterns.files.SourceFiles;
import io.logtriage.patterns.files.SourceNaming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** Log files of tests, in a folder of each deployment. */
public record TroubledDay(Path folder) {

  /** Several troubles in two deployments, in three files each; some lines are out of order. */
  public List<SourceFiles> troubled(Random random) {
    for (int second = 0; second < 1800; second += 1 + random.nextInt(6)) {
      String deployment = random.nextBoolean() ? "shop" : "blog";
      int late = random.nextInt(10) == 0 ? random.nextInt(20) : 0;
      String time =
          "%02d:%02d".formatted(Math.max(0, second - late) / 60, Math.max(0, second - late) % 60);
      switch (random.nextInt(9)) {
        case 0 ->
            write(
                deployment + "/error.log",
                "2026/03/02 09:"
                    + time
                    + " [error] 7#7: *1 connect() failed (111: Connection refused)"
                    + " while connecting to upstream, client: 192.0.2.7, server: shop, request:"
                    + " \"GET /a HTTP/1.1\", upstream: \"http://127.0.0.1:8000/a\", host: \"shop\"");
        case 1 ->
            write(
                deployment + "/gunicorn.log",
                "[2026-03-02 09:"
                    + time
                    + " +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:"
                    + (20 + random.nextInt(3))
                    + ")");
        case 2 ->
            write(
                deployment + "/gunicorn.log",
                "[2026-03-02 09:"
                    + time
                    + " +0000] [1] [ERROR] Worker (pid:"
                    + (20 + random.nextInt(3))
                    + ") was sent SIGKILL! Perhaps out of memory?");
        case 3 -> {
          write(
              deployment + "/app.log",
              "2026-03-02 09:" + time + ",120 ERROR in app: Exception on /b [GET]");
          write(deployment + "/app.log", "Traceback (most recent call last):");
          write(deployment + "/app.log", "  File \"/srv/shop/orders.py\", line 12, in pay");
          write(deployment + "/app.log", "    charge(order)");
          write(deployment + "/app.log", "sqlite3.OperationalError: database is locked");
        }
        case 5 -> {
          String status = second % 400 < 200 ? "502" : "200";
          write(
              deployment + "/access.log",
              "192.0.2.7 - - [02/Mar/2026:09:"
                  + time
                  + " +0000] \"GET /a HTTP/1.1\" "
                  + status
                  + " 157 \"-\" \"curl/8\"");
        }
        case 4 -> write(deployment + "/app.log", "OSError: [Errno 28] No space left on device");
        case 6 -> {
          // A burst within one second: what is folded must not depend on the records' borders.
          for (int i = 0; i < 12; i++) {
            write(
                deployment + "/access.log",
                "192.0.2."
                    + i
                    + " - - [02/Mar/2026:09:"
                    + time
                    + " +0000] \"GET /c/"
                    + i
                    + " HTTP/1.1\" "
                    + (random.nextInt(4) == 0 ? 502 : 500)
                    + " 157 \"-\" \"curl/8\"");
          }
        }
        default ->
            write(
                deployment + "/app.log", "2026-03-02 09:" + time + ",500 INFO in app: all is well");
      }
    }
    return sources();
  }

  /** Older files that hold later days, and bursts whose lines are up to a minute late. */
  public List<SourceFiles> withoutOrder(Random random) {
    String[] files = {"access.log.2", "access.log.1", "access.log"};
    for (int file = 0; file < files.length; file++) {
      for (int burst = 0; burst < 200; burst++) {
        int second = burst * 3 - (random.nextInt(3) == 0 ? random.nextInt(60) : 0);
        for (int i = random.nextInt(20); i >= 0; i--) {
          int at = Math.max(0, second + (random.nextInt(5) == 0 ? random.nextInt(4) : 0));
          write(
              "shop/" + files[file],
              "192.0.2.7 - - [%02d/Mar/2026:09:%02d:%02d +0000] \"GET /c HTTP/1.1\" %d 157 \"-\" \"curl/8\""
                  .formatted(4 - file, at / 60, at % 60, random.nextInt(3) == 0 ? 504 : 502));
        }
      }
    }
    return sources();
  }

  public List<SourceFiles> sources() {
    return LogFiles.find(
            List.of(folder),
            new SourceNaming(
                "web-1", null, null, PathPattern.parse("{deployment}/**"), ZoneOffset.UTC, null))
        .sources();
  }

  public void write(String file, String line) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
