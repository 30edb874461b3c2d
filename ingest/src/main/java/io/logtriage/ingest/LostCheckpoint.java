package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.FileState;
import io.logtriage.ingest.CheckpointState.SourceState;
import io.logtriage.patterns.files.FileSearch;
import io.logtriage.patterns.files.LineReader;
import io.logtriage.patterns.files.LogFile;
import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.files.RotatedName;
import io.logtriage.patterns.wire.LogsRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out from the last records on {@code logs} how far a shipper was whose checkpoint is gone:
 * the file in which a record's last line stands at its position is the one that was read.
 */
final class LostCheckpoint {
  private static final Logger log = LoggerFactory.getLogger(LostCheckpoint.class);

  /** Generations that may have been given out since. */
  private static final long SAFETY = 1000;

  private final Map<String, List<FileSearch.Found>> files = new TreeMap<>();
  private final Redaction redaction;
  private final Set<String> groups = new HashSet<>();

  LostCheckpoint(List<FileGroup> groups, Redaction redaction) {
    this.redaction = redaction;
    for (FileGroup group : groups) {
      this.groups.add(group.name());
      for (FileSearch.Found found : group.search().files()) {
        try {
          String key = group.source(found).key();
          files.computeIfAbsent(key, each -> new ArrayList<>()).add(found);
        } catch (IOException e) {
          log.debug("{}: {}", found.path(), e.toString());
        }
      }
    }
    files.values().forEach(each -> each.sort(NEWEST_FIRST));
  }

  private static final Comparator<FileSearch.Found> NEWEST_FIRST =
      Comparator.<FileSearch.Found, RotatedName>comparing(
              found -> RotatedName.of(String.valueOf(found.path().getFileName())),
              RotatedName.OLDEST_FIRST)
          .reversed();

  Set<String> sources() {
    return files.keySet();
  }

  /** What to go on from; {@code empty} when none of the sources was ever shipped. */
  CheckpointState rebuild(CheckpointState empty, Map<String, LogsRecord> last) {
    if (last.isEmpty()) {
      return empty;
    }
    Map<String, SourceState> sources = new HashMap<>();
    last.forEach((key, record) -> sources.put(key, source(key, record)));
    Map<String, Long> shippers =
        last.values().stream()
            .collect(Collectors.groupingBy(LogsRecord::shipper, Collectors.counting()));
    String shipper =
        shippers.entrySet().stream()
            .max(
                Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .orElse(empty.shipper());
    log.warn("No checkpoint: {} sources go on where their last records on logs end", last.size());
    return new CheckpointState(shipper, sources, groups, Map.of(), Map.of(), null);
  }

  private SourceState source(String key, LogsRecord record) {
    List<FileState> states = new ArrayList<>();
    List<FileSearch.Found> newestFirst = files.getOrDefault(key, List.of());
    for (FileSearch.Found found : newestFirst) {
      Optional<FileState> read = states.isEmpty() ? read(found, record) : complete(found, record);
      read.ifPresent(state -> states.add(0, state));
    }
    if (states.isEmpty()) {
      log.warn("{}: its last record stands in none of its files; all of them are sent", key);
    }
    return new SourceState(record.generation() + 1 + SAFETY, states, System.currentTimeMillis());
  }

  /** The file that the record's last line stands in. */
  private Optional<FileState> read(FileSearch.Found found, LogsRecord record) {
    int line = record.lines() - 1;
    byte[] expected = Arrays.copyOfRange(record.value(), record.from(line), record.to(line));
    try {
      LogFile file = LogFiles.inspect(found);
      try (InputStream in = file.open()) {
        in.skipNBytes(record.offset(line));
        LineReader reader = new LineReader(in, record.offset(line));
        if (reader.nextOrRest() && Arrays.equals(redacted(reader), expected)) {
          return Optional.of(
              state(found, file.gzip(), record.generation(), reader.end(), false, -1));
        }
      }
    } catch (EOFException e) {
      return Optional.empty(); // shorter
    } catch (IOException e) {
      log.debug("{}: {}", found.path(), e.toString());
    }
    return Optional.empty();
  }

  /** One that was rotated before that. */
  private static Optional<FileState> complete(FileSearch.Found found, LogsRecord record) {
    try {
      boolean gzip = LogFiles.inspect(found).gzip();
      long size = gzip ? 0 : found.attributes().size();
      return Optional.of(
          state(found, gzip, Math.max(0, record.generation() - 1), size, true, size));
    } catch (IOException e) {
      log.debug("{}: {}", found.path(), e.toString());
      return Optional.empty();
    }
  }

  private static FileState state(
      FileSearch.Found found,
      boolean gzip,
      long generation,
      long offset,
      boolean complete,
      long left)
      throws IOException {
    Path path = found.path();
    return new FileState(
        generation,
        path.toString(),
        FileIdentity.of(path, found.attributes()),
        Head.of(path, gzip).fingerprint(),
        offset,
        complete,
        left,
        Mark.NONE);
  }

  private byte[] redacted(LineReader line) {
    byte[] bytes = redaction.redact(line.bytes(), line.from(), line.to());
    return bytes == null ? Arrays.copyOfRange(line.bytes(), line.from(), line.to()) : bytes;
  }
}
