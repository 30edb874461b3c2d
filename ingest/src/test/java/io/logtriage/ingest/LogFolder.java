package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** What programs and logrotate do to logs. */
final class LogFolder {
  private LogFolder() {}

  static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Compresses a file and deletes it. */
  static void gzip(Path from, Path to) throws IOException {
    Path temporary = from.resolveSibling(".being-compressed");
    gzip(Files.readString(from), temporary);
    Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(from);
  }

  static void gzip(String text, Path to) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      out.write(text.getBytes(UTF_8));
    }
  }

  /** Moves the copies of before on, copies the log, and writes it anew. */
  static void copyAndTruncate(Path log, String next) throws IOException {
    for (int i = 5; i > 0; i--) {
      Path copy = Path.of(log + "." + i);
      if (Files.exists(copy)) {
        Files.move(copy, Path.of(log + "." + (i + 1)));
      }
    }
    Files.copy(log, Path.of(log + ".1"));
    Files.writeString(log, next);
  }

  /** So many lines that begin with a word. */
  static String numbered(String word, int lines) {
    return IntStream.range(0, lines)
        .mapToObj(line -> word + " line " + line + "\n")
        .collect(Collectors.joining());
  }
}
