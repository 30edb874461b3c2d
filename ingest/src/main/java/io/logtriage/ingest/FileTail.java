package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.SourceState;
import io.logtriage.patterns.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one source, read one after the other: the rotated ones, then the one that is written
 * to, and on through rotation and truncation.
 */
final class FileTail implements LineSource {
  private static final Logger log = LoggerFactory.getLogger(FileTail.class);

  /** Longest piece of event time in one record of history, milliseconds. */
  private static final long SPAN = 60_000;

  private static final long NOT = Long.MIN_VALUE;

  private final Source source;
  private final TailSettings settings;
  private final Packer packer;
  private final HistoryClock clock;

  private final KnownFiles known;

  /** Files with lines to come; the first is read. */
  private final List<TrackedFile> queue = new ArrayList<>();

  private final Generations generations;
  private long restingSince = NOT;
  private int underWay;

  FileTail(Source source, TailSettings settings, @Nullable SourceState remembered) {
    this.source = source;
    this.settings = settings;
    this.packer = new Packer(source, settings.shipper(), settings.redaction(), settings.counters());
    this.clock = new HistoryClock(settings.times().apply(source));
    this.known = new KnownFiles(remembered == null ? List.of() : remembered.files());
    this.generations = new Generations(remembered == null ? 0 : remembered.nextGeneration());
  }

  @Override
  public Source source() {
    return source;
  }

  /**
   * Takes in a file that the search found and nobody knew; those of a rotated set oldest first.
   *
   * @param present whether a remembered file was found itself
   */
  Optional<TrackedFile> adopt(NewFile found, Predicate<TrackedFile> present, boolean atStart) {
    TrackedFile before = known.same(found, present);
    if (before != null && before.found) {
      return Optional.empty(); // a copy that is being made: it counts once the other is cut
    }
    TrackedFile file = found.track();
    if (before != null && (found.gzip() || found.size() >= before.acknowledged)) {
      known.resume(before, file);
      takePlace(before, file);
    } else {
      known.add(file);
      if (atStart && settings.fromEnd()) {
        file.read = found.gzip() ? 0 : found.size();
        file.acknowledged = file.read;
        file.complete = found.gzip();
      }
    }
    file.historyEnd = found.gzip() ? TrackedFile.ALL : atStart ? found.size() : 0;
    if (!queue.contains(file) && (!file.complete || (!found.gzip() && found.size() > file.read))) {
      enqueue(file);
    }
    return Optional.of(file);
  }

  /** What is left of a file is read once: from where its content stands now. */
  private void takePlace(TrackedFile before, TrackedFile file) {
    int place = queue.indexOf(before);
    if (place >= 0) {
      queue.set(place, file);
      close(before);
    }
  }

  /** A file that was set aside has grown. */
  void grown(TrackedFile file) {
    if (!queue.contains(file)) {
      enqueue(file);
    }
  }

  private void enqueue(TrackedFile file) {
    file.complete = false;
    queue.add(file);
  }

  /** Gives the files that are there at start their generations, so that one write saves them. */
  void begin() {
    generations.number(queue);
  }

  /** Whether a generation was given out that no checkpoint holds yet. */
  boolean takeUnsavedGeneration() {
    return generations.takeUnsaved();
  }

  SourceState state() {
    return new SourceState(generations.next(), known.state());
  }

  /** Whether lines are left that were there before the shipper; if so, when the next happened. */
  boolean peekHistory() throws IOException {
    while (!queue.isEmpty()) {
      TrackedFile file = queue.get(0);
      boolean last = queue.size() == 1;
      boolean line =
          (last && !settings.once() && !file.gzip)
              ? file.peek(settings.bufferSize())
              : file.peekRest(settings.bufferSize());
      if (line && file.line().end() <= file.historyEnd) {
        clock.peek(file);
        return true;
      }
      if (last || line) {
        return false;
      }
      setAside(file);
    }
    return false;
  }

  /** Event time of the line that {@link #peekHistory()} found. */
  long historyTime() {
    return clock.time();
  }

  /** When the file being read was last modified, epoch milliseconds. */
  long modified() {
    return queue.isEmpty() ? 0 : queue.get(0).modified;
  }

  /** The lines from the one that {@link #peekHistory()} found, not much later ones among them. */
  Chunk nextHistory() throws IOException {
    TrackedFile file = queue.get(0);
    long latest = clock.dated() ? clock.time() + SPAN : Long.MAX_VALUE;
    begin(file);
    packer.history(file.modified);
    boolean more = true;
    while (more && packer.fits(file.line()) && clock.time() <= latest) {
      packer.add(file.line());
      file.take();
      more = more(file) && file.line().end() <= file.historyEnd;
      if (more) {
        clock.peek(file);
      }
    }
    return chunk(file);
  }

  @Override
  public @Nullable Chunk next() throws IOException {
    if (queue.isEmpty()) {
      return null;
    }
    TrackedFile file = queue.get(0);
    if (file.replaced()) {
      file = replace(file);
    }
    if (!file.peek(settings.bufferSize())) {
      return settings.once() && file.peekRest(settings.bufferSize()) ? pack(file) : leave(file);
    }
    restingSince = NOT;
    return pack(file);
  }

  private Chunk pack(TrackedFile file) throws IOException {
    begin(file);
    boolean history = file.line().end() <= file.historyEnd;
    if (history) {
      packer.history(file.modified);
    }
    do {
      packer.add(file.line());
      file.take();
    } while (more(file)
        && packer.fits(file.line())
        && history == file.line().end() <= file.historyEnd);
    return chunk(file);
  }

  /** An error waits for its turn: first goes what was read before it. */
  private boolean more(TrackedFile file) {
    try {
      return file.peek(settings.bufferSize());
    } catch (IOException e) {
      return false;
    }
  }

  private void begin(TrackedFile file) {
    generations.begin(file);
    packer.begin(file.generation);
  }

  private Chunk chunk(TrackedFile file) {
    long end = file.read;
    underWay++;
    return new Chunk(
        this,
        packer.build(),
        () -> {
          file.acknowledged = end;
          underWay--;
        });
  }

  /** Same inode, other content: the old is remembered, for a copy of it may turn up. */
  private TrackedFile replace(TrackedFile old) throws IOException {
    TrackedFile file = new TrackedFile(old.identity, old.path, false, Fingerprint.NONE);
    file.modified = old.modified;
    file.found = old.found;
    file.rotated = old.rotated;
    old.passOn(file);
    known.add(file);
    queue.set(0, file);
    return file;
  }

  /**
   * At the end of a file that no longer is the one that is written to: once it rests and all of it
   * is acknowledged, its last line counts as whole and the next file is read.
   */
  private @Nullable Chunk leave(TrackedFile file) throws IOException {
    boolean others = false;
    for (TrackedFile other : queue.subList(1, queue.size())) {
      others |= other.unread();
    }
    if (!others && file.found && !file.gzip) {
      restingSince = NOT;
      return null;
    }
    long now = System.nanoTime() / 1_000_000;
    restingSince = restingSince == NOT ? now : restingSince;
    if (underWay > 0 || (now - restingSince < settings.idle() && !file.gzip)) {
      return null;
    }
    boolean current = file.found && !file.rotated;
    if (!current && file.peekRest(settings.bufferSize())) {
      return pack(file);
    }
    restingSince = NOT;
    if (current) {
      queue.add(queue.remove(0));
    } else {
      setAside(file);
    }
    return null;
  }

  private void setAside(TrackedFile file) throws IOException {
    queue.remove(file);
    file.complete = true;
    file.close();
  }

  @Override
  public boolean atEnd() {
    try {
      for (TrackedFile file : queue) {
        if (file.unread()) {
          return false;
        }
      }
      return underWay == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public long lag() {
    long lag = 0;
    for (TrackedFile file : queue) {
      try {
        lag += Math.max(0, file.size() - file.acknowledged);
      } catch (IOException e) {
        log.debug("{}: {}", file.path, e.toString());
      }
    }
    return lag;
  }

  /** How many files have lines to come. */
  int files() {
    return queue.size();
  }

  /** Files whose compression breaks off. */
  List<TrackedFile> damaged() {
    return known.files().stream().filter(file -> file.damaged).toList();
  }

  @Override
  public void close() {
    known.files().forEach(FileTail::close);
  }

  private static void close(TrackedFile file) {
    try {
      file.close();
    } catch (IOException e) {
      log.debug("{}: {}", file.path, e.toString());
    }
  }
}
