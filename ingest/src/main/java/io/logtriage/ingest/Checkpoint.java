package io.logtriage.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.ingest.CheckpointState.SourceState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a shipper remembers its positions in: replaced whole, with a checksum in its first
 * line, the copy before kept. Its folder is locked against a second shipper.
 */
final class Checkpoint implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Checkpoint.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Generations that are left out when the newest copy is lost and may have given out some. */
  private static final long SAFETY = 1000;

  private final Path folder;
  private final @Nullable FileChannel lock;
  private final CheckpointState loaded;

  private Checkpoint(Path folder, @Nullable FileChannel lock, CheckpointState loaded) {
    this.folder = folder;
    this.lock = lock;
    this.loaded = loaded;
  }

  /** Locks the folder, which is made when it is not there, and reads what it holds. */
  static Checkpoint open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (!locked(lock)) {
          throw new ShipperException(
              "checkpoint folder "
                  + folder
                  + " is in use by another shipper: end that one, or give this one a folder of its"
                  + " own (--checkpoint)");
        }
        CheckpointState loaded = load(folder);
        if (read(current(folder)) == null && read(previous(folder)) != null) {
          Files.deleteIfExists(current(folder)); // it must not take the other one's place
        }
        return new Checkpoint(folder, lock, loaded);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ShipperException(
          "checkpoint folder "
              + folder
              + " cannot be used: "
              + e
              + "; give a folder that user "
              + System.getProperty("user.name")
              + " may write to (--checkpoint)",
          e);
    }
  }

  /** To begin where a shipper would, and leave everything as it is. */
  static Checkpoint dry(Path folder) {
    try {
      return new Checkpoint(folder, null, load(folder));
    } catch (IOException e) {
      throw new ShipperException("checkpoint folder " + folder + " cannot be read: " + e, e);
    }
  }

  /** What stands in it, also while a shipper uses it; null when there is none that can be read. */
  static @Nullable CheckpointState peek(Path folder) throws IOException {
    CheckpointState current = read(current(folder));
    return current == null ? read(previous(folder)) : current;
  }

  /** When it was written last. */
  static Instant written(Path folder) throws IOException {
    Path file = Files.exists(current(folder)) ? current(folder) : previous(folder);
    return Files.getLastModifiedTime(file).toInstant();
  }

  /** Whether it held nothing that could be read: at the very first start, or when it was lost. */
  boolean isEmpty() {
    return loaded.sources().isEmpty() && loaded.started().isEmpty();
  }

  /** What stood in it when it was opened. */
  CheckpointState loaded() {
    return loaded;
  }

  /**
   * Returns once the state is on the disk, in the copy before, too: whichever of the two survives,
   * it holds every generation under which lines went out.
   */
  void writeTwice(CheckpointState state) throws IOException {
    write(state);
    write(state);
  }

  /** Returns once the state is on the disk. */
  void write(CheckpointState state) throws IOException {
    if (lock == null) {
      return;
    }
    byte[] body = JSON.writeValueAsBytes(state);
    byte[] first = (checksum(body) + "\n").getBytes(StandardCharsets.US_ASCII);
    Path temporary = folder.resolve("checkpoint.tmp");
    try (FileChannel out =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(first));
      ByteBuffer rest = ByteBuffer.wrap(body);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Path current = current(folder);
    if (Files.exists(current)) {
      Files.move(current, previous(folder), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(temporary, current, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  @Override
  public void close() {
    try (FileChannel held = lock) {
      log.debug("Letting go of {}: {}", folder, held);
    } catch (IOException e) {
      log.debug("The lock of {} was not released: {}", folder, e.toString());
    }
  }

  private static boolean locked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static CheckpointState load(Path folder) throws IOException {
    CheckpointState current = read(current(folder));
    if (current != null) {
      return current;
    }
    CheckpointState previous = read(previous(folder));
    if (previous != null) {
      log.warn(
          "Checkpoint {} is missing or damaged; going on from the copy before it, so that some"
              + " lines are sent twice",
          current(folder));
      return withSafeGenerations(previous);
    }
    if (Files.exists(current(folder)) || Files.exists(previous(folder))) {
      log.warn("Checkpoint {} and the copy before it are damaged", current(folder));
    }
    return CheckpointState.empty(UUID.randomUUID().toString().replace("-", "").substring(0, 16));
  }

  private static @Nullable CheckpointState read(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
    int newline = 0;
    while (newline < bytes.length && bytes[newline] != '\n') {
      newline++;
    }
    String expected = new String(bytes, 0, newline, StandardCharsets.ISO_8859_1);
    if (newline == bytes.length) {
      return null;
    }
    byte[] body = java.util.Arrays.copyOfRange(bytes, newline + 1, bytes.length);
    return checksum(body).equals(expected) ? JSON.readValue(body, CheckpointState.class) : null;
  }

  private static CheckpointState withSafeGenerations(CheckpointState state) {
    Map<String, SourceState> sources = new HashMap<>();
    state
        .sources()
        .forEach(
            (key, source) ->
                sources.put(
                    key,
                    new SourceState(
                        source.nextGeneration() + SAFETY,
                        source.files(),
                        source.acknowledgedAt())));
    return state.withSources(sources);
  }

  private static String checksum(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    return Long.toHexString(crc.getValue());
  }

  private static Path current(Path folder) {
    return folder.resolve("checkpoint.json");
  }

  private static Path previous(Path folder) {
    return folder.resolve("checkpoint.previous.json");
  }
}
