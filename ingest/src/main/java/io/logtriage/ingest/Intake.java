package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.SourceState;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.wire.LogsRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Packs the lines of a {@link Feed} into records, on the feed's threads, for the shipper's. When
 * the shipper falls behind, handing over a line waits: the feed must not take what cannot be kept.
 */
final class Intake {
  private static final int WAITING_RECORDS = 64;
  private static final long LONGEST_PENDING = 50_000_000;

  private final TailSettings settings;
  private final Map<String, SourceState> states;
  private final BlockingQueue<Packed> records = new ArrayBlockingQueue<>(WAITING_RECORDS);
  private final Map<String, Packing> packings = new LinkedHashMap<>();
  private final Map<String, SourceState> begun = new HashMap<>();
  private boolean goesOn;

  /** When the oldest line that was not flushed came; 0 when there is none. */
  private long pendingSince;

  private boolean unsaved;

  Intake(TailSettings settings, Map<String, SourceState> remembered) {
    this.settings = settings;
    this.states = new HashMap<>(remembered);
  }

  /**
   * A record, and up to where the feed need not be read again once this one and those before it are
   * acknowledged; null when it says nothing about that.
   */
  record Packed(LogsRecord record, @Nullable String position) {}

  /** One source that is packed. */
  private static final class Packing {
    private final Packer packer;
    private final long generation;

    /** Where the next line of a feed stands that has no positions of its own. */
    private long next;

    Packing(Packer packer, long generation) {
      this.packer = packer;
      this.generation = generation;
    }

    Packer packer() {
      return packer;
    }

    long generation() {
      return generation;
    }
  }

  /** The feed can be read again: positions of lines are the same as in the run before. */
  synchronized void goOn() {
    goesOn = true;
  }

  /** Positions begin anew. */
  synchronized void beginAnew() throws InterruptedException {
    flush(null);
    goesOn = false;
    states.putAll(state());
    packings.clear();
  }

  /** How many sources there are. */
  synchronized int sources() {
    return packings.size();
  }

  synchronized boolean knows(Source source) {
    return packings.containsKey(source.key());
  }

  /** A line of a feed that cannot be read again. */
  synchronized void line(Source source, byte[] bytes, int from, int to, boolean cut)
      throws InterruptedException {
    Packing packing = packing(source);
    line(source, bytes, from, to, cut, packing.next);
  }

  /**
   * A line.
   *
   * @param offset where it stands in its source; greater than the one before
   */
  synchronized void line(Source source, byte[] bytes, int from, int to, boolean cut, long offset)
      throws InterruptedException {
    Packing packing = packing(source);
    Packer packer = packing.packer();
    if (!packer.fits(to - from, cut)) {
      records.put(new Packed(packer.build(), null));
      packer.begin(packing.generation());
    }
    packer.add(bytes, from, to, cut, offset);
    pendingSince = pendingSince == 0 ? System.nanoTime() : pendingSince;
    packing.next = offset + (to - from) + 1;
  }

  /** Nothing more is there for the moment: what was packed so far goes out. */
  synchronized void flush(@Nullable String position) throws InterruptedException {
    List<Packing> full =
        packings.values().stream().filter(packing -> !packing.packer().isEmpty()).toList();
    for (int i = 0; i < full.size(); i++) {
      Packing packing = full.get(i);
      boolean last = i == full.size() - 1;
      records.put(new Packed(packing.packer().build(), last ? position : null));
      packing.packer().begin(packing.generation());
    }
    pendingSince = 0;
  }

  /** The next record, if there is one; lines do not wait for more of them for long. */
  @Nullable Packed poll() {
    Packed packed = records.poll();
    if (packed == null) {
      flushOld(); // as nothing waits, no feed holds the lock while it waits for room
      packed = records.poll();
    }
    return packed;
  }

  private synchronized void flushOld() {
    if (pendingSince == 0 || System.nanoTime() - pendingSince < LONGEST_PENDING) {
      return;
    }
    boolean all = true;
    for (Packing packing : packings.values()) {
      if (!packing.packer().isEmpty()) {
        all = records.remainingCapacity() > 0;
        if (!all || !records.offer(new Packed(packing.packer().build(), null))) {
          break;
        }
        packing.packer().begin(packing.generation());
      }
    }
    pendingSince = all ? 0 : pendingSince;
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** Bytes that wait. */
  long lag() {
    return records.stream().mapToLong(packed -> packed.record().value().length).sum();
  }

  /** Without the lock, which a feed may hold while it waits for room. */
  Map<String, SourceState> state() {
    synchronized (begun) {
      return Map.copyOf(begun);
    }
  }

  /** Whether a generation was given out that no checkpoint holds yet; asks once. */
  boolean takeUnsaved() {
    synchronized (begun) {
      boolean result = unsaved;
      unsaved = false;
      return result;
    }
  }

  private Packing packing(Source source) {
    return packings.computeIfAbsent(source.key(), key -> begin(source));
  }

  private Packing begin(Source source) {
    SourceState before = states.get(source.key());
    long next = before == null ? 0 : before.nextGeneration();
    long generation = goesOn && next > 0 ? next - 1 : next;
    synchronized (begun) {
      begun.put(source.key(), new SourceState(generation + 1, List.of(), 0));
      unsaved = true;
    }
    Packer packer =
        new Packer(source, settings.shipper(), settings.redaction(), settings.counters());
    packer.begin(generation);
    return new Packing(packer, generation);
  }
}
