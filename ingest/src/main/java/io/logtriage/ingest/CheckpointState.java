package io.logtriage.ingest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a shipper must remember.
 *
 * @param shipper its id, the same for the life of the checkpoint
 * @param sources by source key
 * @param started names of inputs that were begun: what they start with was decided then
 * @param positions of inputs that can be read again from one, by name
 * @param zones of sources whose stamps carry none, where they were learned, by source key
 * @param error what stands in the way; null when nothing does
 */
record CheckpointState(
    String shipper,
    Map<String, SourceState> sources,
    Set<String> started,
    Map<String, String> positions,
    @Nullable Map<String, String> zones,
    @Nullable String error) {

  CheckpointState {
    requireNonNull(shipper, "shipper is null");
    sources = Map.copyOf(sources);
    started = Set.copyOf(started);
    positions = Map.copyOf(positions);
    zones = zones == null ? Map.of() : Map.copyOf(zones); // checkpoints of before have none
  }

  /** Of a shipper that has sent nothing. */
  static CheckpointState empty(String shipper) {
    return new CheckpointState(shipper, Map.of(), Set.of(), Map.of(), Map.of(), null);
  }

  CheckpointState withSources(Map<String, SourceState> newSources) {
    return new CheckpointState(shipper, newSources, started, positions, zones, error);
  }

  /**
   * One source.
   *
   * @param nextGeneration greater than every generation given out
   * @param files oldest first, also some that are gone: a compressed copy may turn up
   * @param acknowledgedAt when the broker took the last line, epoch milliseconds; 0: never
   */
  record SourceState(long nextGeneration, List<FileState> files, long acknowledgedAt) {
    SourceState {
      files = List.copyOf(files);
    }
  }

  /**
   * One file.
   *
   * @param generation -1 when none was given yet
   * @param identity device and inode
   * @param offset up to here, uncompressed, the broker has acknowledged all
   * @param complete whether it was read to its end and set aside
   * @param left up to here its lines have this generation, because another file was begun after
   *     them; -1 while none was
   * @param mark the last bytes that were read of it
   */
  record FileState(
      long generation,
      String path,
      String identity,
      Fingerprint fingerprint,
      long offset,
      boolean complete,
      long left,
      Mark mark) {
    FileState {
      requireNonNull(path, "path is null");
      requireNonNull(identity, "identity is null");
      requireNonNull(fingerprint, "fingerprint is null");
      requireNonNull(mark, "mark is null");
    }
  }
}
