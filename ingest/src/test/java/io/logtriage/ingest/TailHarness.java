package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.patterns.wire.LogsRecord;
import io.logtriage.patterns.wire.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Discovery and tails without a thread and without Kafka, step by step, and a reader of their
 * records that drops repeats by position as the topology does.
 */
final class TailHarness {
  private final Path folder;
  private final boolean once;
  private boolean fromEnd;
  private boolean started;
  private long idle;
  private long patience = Long.MAX_VALUE / 2;
  private CheckpointState state = CheckpointState.empty("s1");

  /** What stands on the disk: what was saved last. */
  private CheckpointState saved = state;

  /** The copy before that. */
  private CheckpointState previous = state;

  private Discovery discovery;
  private final Deque<Chunk> unacknowledged = new ArrayDeque<>();
  private final Map<String, Position> highest = new HashMap<>();
  private final List<LogsRecord> records = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private int repeats;

  TailHarness(Path folder, boolean once) {
    this.folder = folder;
    this.once = once;
    this.discovery = discovery();
  }

  TailHarness fromEnd() {
    fromEnd = true;
    discovery = discovery();
    return this;
  }

  /** From its next start on, no file rests: other files wait for ever behind the one being read. */
  TailHarness busy() {
    idle = Long.MAX_VALUE;
    return this;
  }

  /** From its next start on, other files wait no longer than for one record. */
  TailHarness impatient() {
    patience = 0;
    return this;
  }

  /** From its next start on, every file rests at once. */
  TailHarness resting() {
    idle = 0;
    return this;
  }

  /** Reads history, then what is there; acknowledges all. */
  TailHarness start() throws IOException {
    return start(() -> {});
  }

  /** What happens to files between the search for them and reading them. */
  interface Meanwhile {
    void happens() throws IOException;
  }

  /** As {@link #start()}, while something happens. */
  TailHarness start(Meanwhile meanwhile) throws IOException {
    discovery.run(true);
    meanwhile.happens();
    discovery.tails().forEach(tail -> tail.files().number());
    save().save();
    discovery.tails().forEach(FileTail::takeUnsaved);
    HistoryMerge merge = new HistoryMerge(discovery.tails());
    Chunk chunk = merge.next();
    while (chunk != null) {
      receive(chunk);
      chunk = merge.next();
    }
    acknowledge();
    return step();
  }

  /** Looks for files and reads all that is there; acknowledges all. */
  TailHarness step() throws IOException {
    discovery.run(false);
    read();
    acknowledge();
    read(); // a file is left once all of it is acknowledged
    acknowledge();
    read();
    acknowledge();
    return this;
  }

  /** Looks for files, and reads nothing. */
  TailHarness search() {
    discovery.run(false);
    return this;
  }

  /** Reads one record of each source, without any acknowledgement. */
  TailHarness readOne() throws IOException {
    for (FileTail tail : discovery.tails()) {
      Chunk chunk = tail.next();
      if (chunk != null) {
        receive(chunk);
      }
    }
    return this;
  }

  /** Reads what is there, without any acknowledgement. */
  TailHarness read() throws IOException {
    for (FileTail tail : discovery.tails()) {
      try {
        for (Chunk chunk = tail.next(); chunk != null; chunk = tail.next()) {
          receive(chunk);
        }
      } catch (RenamedException e) {
        // As for the shipper: the next search finds it.
      }
    }
    return this;
  }

  /** Writes the checkpoint, as the shipper does once a second and before some records. */
  TailHarness save() {
    previous = saved;
    saved = CheckpointState.empty("s1").withSources(discovery.state());
    return this;
  }

  /** What is under way is lost to the shipper, as when it is killed; then it starts again. */
  TailHarness restart() throws IOException {
    return save().crash();
  }

  /** Killed: goes on from what was saved last. */
  TailHarness crash() throws IOException {
    return crash(() -> {});
  }

  /** Killed, and the checkpoint that was saved last is damaged: goes on from the one before. */
  TailHarness powerLoss() throws IOException {
    saved = previous;
    return crash();
  }

  /** As {@link #crash()}, while something happens. */
  TailHarness crash(Meanwhile meanwhile) throws IOException {
    state = saved;
    started = true;
    discovery.tails().forEach(FileTail::close);
    unacknowledged.clear();
    discovery = discovery();
    return start(meanwhile);
  }

  void acknowledge() {
    while (!unacknowledged.isEmpty()) {
      unacknowledged.remove().acknowledged().run();
    }
  }

  /** Text of all lines that are no repeats, in the order in which they came. */
  List<String> lines() {
    return lines;
  }

  List<LogsRecord> records() {
    return records;
  }

  int repeats() {
    return repeats;
  }

  List<FileProblem> problems() {
    return discovery.problems();
  }

  boolean atEnd() {
    return discovery.tails().stream().allMatch(FileTail::atEnd);
  }

  private void receive(Chunk chunk) {
    LogsRecord record = chunk.record();
    if (chunk.source() instanceof FileTail tail && tail.files().takeUnsaved()) {
      save().save();
    }
    unacknowledged.add(chunk);
    records.add(record);
    int first = record.firstAfter(highest.get(record.source().key()));
    repeats += first;
    for (int i = first; i < record.lines(); i++) {
      lines.add(new String(record.value(), record.from(i), record.to(i) - record.from(i), UTF_8));
      highest.put(record.source().key(), record.last());
    }
  }

  private Discovery discovery() {
    TailSettings settings =
        new TailSettings(
            "s1",
            (bytes, from, to) -> null,
            source -> TailHarness::time,
            new Counters(),
            once,
            8192,
            idle,
            patience);
    Input.Files input =
        new Input.Files(List.of(folder), FileNames.ALL, SourceNaming.ofHost("web-1"), fromEnd);
    return new Discovery(
        List.of(FileGroup.of(input)),
        started ? Set.of(input.name()) : Set.of(),
        settings,
        state.sources(),
        new SourceZones(Map.of()));
  }

  /** Lines of these tests carry seconds as {@code @12}. */
  private static long time(byte[] bytes, int from, int to) {
    String line = new String(bytes, from, to - from, UTF_8);
    int space = line.indexOf(' ');
    return line.startsWith("@") && space > 0
        ? Long.parseLong(line.substring(1, space)) * 1_000
        : LineTime.NONE;
  }
}
