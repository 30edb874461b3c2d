package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.FileState;
import io.logtriage.ingest.CheckpointState.SourceState;
import io.logtriage.patterns.files.RotatedName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint says and how the files stand to it now; whether the shipper runs or not.
 *
 * @param shipper its id
 * @param written when the checkpoint was written last
 * @param error what stood in the way then; null when nothing did
 * @param sources by key, in order
 */
public record CheckpointReport(
    String shipper, Instant written, @Nullable String error, List<SourceReport> sources) {

  public CheckpointReport {
    sources = List.copyOf(sources);
  }

  /**
   * One source.
   *
   * @param source its key
   * @param path the file that was read last; empty when it is none
   * @param position up to here, uncompressed, the broker has all of that file
   * @param lagBytes what is in its files and not acknowledged
   * @param acknowledged when the broker took the last line; null: never
   * @param lagSeconds for how long no line was acknowledged although some are there
   */
  public record SourceReport(
      String source,
      String path,
      long position,
      long lagBytes,
      @Nullable Instant acknowledged,
      long lagSeconds) {}

  /**
   * Reads a checkpoint, also that of a shipper that runs.
   *
   * @throws ShipperException when there is none, or it cannot be read
   */
  public static CheckpointReport read(Path folder) {
    try {
      CheckpointState state = Checkpoint.peek(folder);
      if (state == null) {
        throw new ShipperException(
            "no checkpoint in " + folder + ": nothing was shipped with it (--checkpoint)");
      }
      Instant now = Instant.now();
      return new CheckpointReport(
          state.shipper(),
          Checkpoint.written(folder),
          state.error(),
          new TreeMap<>(state.sources())
              .entrySet().stream()
                  .map(entry -> report(entry.getKey(), entry.getValue(), now))
                  .toList());
    } catch (IOException e) {
      throw new ShipperException("checkpoint in " + folder + " cannot be read: " + e, e);
    }
  }

  private static SourceReport report(String key, SourceState state, Instant now) {
    FileState last = state.files().isEmpty() ? null : state.files().get(state.files().size() - 1);
    long lag = lag(state.files());
    Instant acknowledged =
        state.acknowledgedAt() == 0 ? null : Instant.ofEpochMilli(state.acknowledgedAt());
    long seconds =
        lag == 0 || acknowledged == null ? 0 : now.getEpochSecond() - acknowledged.getEpochSecond();
    return new SourceReport(
        key,
        last == null ? "" : last.path(),
        last == null ? 0 : last.offset(),
        lag,
        acknowledged,
        Math.max(0, seconds));
  }

  private static long lag(List<FileState> files) {
    Map<String, Long> sizes = new HashMap<>();
    Set<Path> looked = new HashSet<>();
    for (FileState file : files) {
      Path base = Path.of(RotatedName.withoutRotationSuffix(file.path()));
      if (looked.add(base)) {
        sizes.putAll(sizes(base));
      }
    }
    long lag = 0;
    for (FileState file : files) {
      Long size = sizes.remove(file.identity());
      lag += size == null ? 0 : Math.max(0, size - file.offset());
    }
    return lag + sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Of the plain files of a rotated set that are there now, by identity. */
  private static Map<String, Long> sizes(Path base) {
    Map<String, Long> sizes = new HashMap<>();
    Path folder = base.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return sizes;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (RotatedName.withoutRotationSuffix(entry.toString()).equals(base.toString())
            && !RotatedName.of(String.valueOf(entry.getFileName())).compressed()) {
          BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
          if (attributes.isRegularFile()) {
            sizes.put(String.valueOf(attributes.fileKey()), attributes.size());
          }
        }
      }
    } catch (IOException e) {
      return sizes; // what cannot be read has no size to us
    }
    return sizes;
  }
}
