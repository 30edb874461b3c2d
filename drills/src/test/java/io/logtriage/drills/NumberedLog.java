package io.logtriage.drills;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/** A log of numbered lines that is rotated again and again while it is written. */
final class NumberedLog implements AutoCloseable {

  /** How it is rotated, as logrotate does it. */
  enum Rotation {
    RENAME,
    COPYTRUNCATE,
    COMPRESS
  }

  private final Path path;
  private final Random random;
  private FileChannel out;
  private int lines;
  private int rotations;

  NumberedLog(Path path, long seed) throws IOException {
    this.path = path;
    this.random = new Random(seed);
    this.out = open();
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** How many lines stand in its files. */
  int lines() {
    return lines;
  }

  int rotations() {
    return rotations;
  }

  void write(int count) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(Instant.now())
          .append(" INFO shop.orders: line ")
          .append(lines++)
          .append(" of an order that was placed, paid and sent within the hour\n");
    }
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  void rotate(Rotation rotation) throws IOException {
    for (int i = rotations; i > 0; i--) {
      for (String suffix : new String[] {"", ".gz"}) {
        Path from = numbered(i, suffix);
        if (Files.exists(from)) {
          Files.move(from, numbered(i + 1, suffix));
        }
      }
    }
    rotations++;
    if (rotation == Rotation.COPYTRUNCATE) {
      Files.copy(path, numbered(1, ""));
      LockSupport.parkNanos(random.nextInt(20) * 1_000_000L);
      out.truncate(0);
      return;
    }
    Files.move(path, numbered(1, ""));
    LockSupport.parkNanos(random.nextInt(20) * 1_000_000L);
    if (random.nextBoolean()) {
      write(1 + random.nextInt(20)); // not told yet to open its log again
    }
    out.close();
    out = open();
    if (rotation == Rotation.COMPRESS && Files.exists(numbered(2, ""))) {
      compress(numbered(2, ""));
    }
  }

  private static void compress(Path file) throws IOException {
    Path temporary = Path.of(file + ".tmp");
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(temporary))) {
      Files.copy(file, zipped);
    }
    Files.move(temporary, Path.of(file + ".gz"), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(file);
  }

  private Path numbered(int number, String suffix) {
    return Path.of(path + "." + number + suffix);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
