package io.logtriage.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second broker out of a data folder. Kafka's own lock comes too late: by then the second
 * one has opened the metadata log and spoilt it for the first.
 */
final class DataFolderLock implements AutoCloseable {
  private static final String FILE = ".logtriage.lock";

  /** Within one process the operating system's locks do not help, and closing one drops all. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private DataFolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static DataFolderLock take(Path folder) {
    if (!HELD.add(folder)) {
      throw inUse(folder);
    }
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw inUse(folder);
      }
      return new DataFolderLock(folder, channel);
    } catch (IOException e) {
      HELD.remove(folder);
      throw new EmbeddedServerException(
          "Kafka cannot write to its data folder %s: %s. Choose one that you may write."
              .formatted(folder, e),
          e);
    } catch (EmbeddedServerException e) {
      HELD.remove(folder);
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock " + folder, e);
    } finally {
      HELD.remove(folder);
    }
  }

  private static EmbeddedServerException inUse(Path folder) {
    return new EmbeddedServerException(
        "Kafka's data folder %s is in use by another Kafka. Stop that one or give another folder."
            .formatted(folder));
  }
}
