package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.SourceState;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.FileYears;
import io.logtriage.patterns.files.LogFile;
import io.logtriage.patterns.files.SourceFiles;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of one source one after the other, and on through rotation and truncation: first
 * what stood in them before the shipper came, then what is written to them.
 */
final class FileTail implements LineSource {
  /** Longest piece of event time in one record of history, milliseconds. */
  private static final long SPAN = 60_000;

  private static final long NOT = Long.MIN_VALUE;

  private static final long LIVELY_NANOS = 10_000_000_000L;

  private Source source;
  private final TailSettings settings;
  private Packer packer;
  private HistoryClock clock;
  private final FileQueue files;
  private long restingSince = NOT;
  private final Turn turn;
  private long movedAt = System.nanoTime();
  private boolean quiet;
  private FileYears years = FileYears.NONE;
  private @Nullable TrackedFile yearsOf;
  private int underWay;

  FileTail(Source source, TailSettings settings, @Nullable SourceState remembered) {
    this.source = source;
    this.settings = settings;
    this.packer = packer();
    this.clock = clock();
    this.files = new FileQueue(remembered);
    this.turn = new Turn(settings.patience());
  }

  private Packer packer() {
    return new Packer(source, settings.shipper(), settings.redaction(), settings.counters());
  }

  private HistoryClock clock() {
    return new HistoryClock(settings.times().apply(source));
  }

  Source source() {
    return source;
  }

  /** From its next record on, stamps that carry no zone are of this one. */
  void zone(ZoneId zone) {
    source = source.withZone(zone);
    packer = packer();
    clock = clock();
  }

  @Override
  public String name() {
    return source.path();
  }

  @Override
  public boolean takeUnsaved() {
    return files.takeUnsaved();
  }

  FileQueue files() {
    return files;
  }

  /** Whether lines are left that were there before the shipper; if so, when the next happened. */
  boolean peekHistory() throws IOException {
    TrackedFile file = files.first();
    while (file != null) {
      file.open();
      if (file.replaced()) {
        file = files.replace(file); // since the search found it
      }
      boolean last = files.size() == 1 || (file.writtenTo() && !settings.once());
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
      if (!file.replaced()) {
        files.setAside(file);
      }
      file = files.first();
    }
    return false;
  }

  /** Event time of the line that {@link #peekHistory()} found. */
  long historyTime() {
    return clock.time();
  }

  /** When the file being read was last modified, epoch milliseconds. */
  long modified() throws IOException {
    TrackedFile file = files.first();
    return file == null ? 0 : file.modified;
  }

  /** The lines from the one that {@link #peekHistory()} found, not much later ones among them. */
  Chunk nextHistory() throws IOException {
    TrackedFile file = files.first();
    if (file == null) {
      throw new IllegalStateException("no history of " + source.key() + " was found");
    }
    long latest = clock.dated() ? clock.time() + SPAN : Long.MAX_VALUE;
    begin(file);
    packer.history(file.modified);
    boolean more = true;
    while (more
        && !file.spent()
        && packer.year(year(file))
        && packer.fits(file.line())
        && clock.time() <= latest) {
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
    TrackedFile file = files.first();
    quiet = file == null || (files.size() == 1 && file.writtenTo() && file.quiet());
    if (file == null || quiet) {
      return null;
    }
    file.open();
    if (file.replaced()) {
      file = files.replace(file);
    }
    if (turnIsOver(file)) {
      return null;
    }
    if (!file.peek(settings.bufferSize())) {
      return settings.once() && file.peekRest(settings.bufferSize()) ? pack(file) : leave(file);
    }
    restingSince = NOT;
    movedAt = System.nanoTime();
    return pack(file);
  }

  /**
   * Whether to look at it in this turn: every time while lines come, every second time once none
   * came for 10 s.
   */
  boolean isDue(long turn) {
    return turn % 2 == 0 || underWay > 0 || System.nanoTime() - movedAt < LIVELY_NANOS;
  }

  /** Leaves the file for others that wait, once all of it that was sent is acknowledged. */
  private boolean turnIsOver(TrackedFile file) throws IOException {
    if (settings.once() || !turn.isOver(file, files)) {
      return false;
    }
    if (underWay == 0) {
      files.toTheEnd(file);
      turn.end();
    }
    return true;
  }

  private Chunk pack(TrackedFile file) throws IOException {
    begin(file);
    boolean history = file.line().end() <= file.historyEnd;
    if (history) {
      packer.history(file.modified);
    }
    packer.year(history ? year(file) : 0);
    do {
      packer.add(file.line());
      file.take();
    } while (more(file)
        && !file.spent()
        && packer.fits(file.line())
        && history == file.line().end() <= file.historyEnd
        && packer.year(history ? year(file) : 0));
    return chunk(file);
  }

  /** Of the stamp of the line at hand, if it names none. Live lines are of the time they come. */
  private int year(TrackedFile file) {
    if (file != yearsOf) {
      LogFile history = new LogFile(file.path, file.gzip, file.historyEnd, file.modified);
      years = new SourceFiles(source, List.of(), settings.firstYear()).years(history, years);
      yearsOf = file;
    }
    return years.at(file.line().offset());
  }

  /** An error waits for its turn: first goes what was read before it. */
  private boolean more(TrackedFile file) {
    try {
      return file.peek(settings.bufferSize());
    } catch (IOException e) {
      return false;
    }
  }

  private void begin(TrackedFile file) throws IOException {
    files.begin(file);
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
          files.acknowledged();
          underWay--;
        });
  }

  /**
   * At the end of a file that no longer is the one that is written to: once it rests and all of it
   * is acknowledged, its last line counts as whole and the next file is read.
   */
  private @Nullable Chunk leave(TrackedFile file) throws IOException {
    if (file.replaced()) {
      return null;
    }
    turn.readToEnd();
    if (!files.othersUnread() && file.found && !file.gzip) {
      restingSince = NOT;
      return null;
    }
    long now = System.nanoTime() / 1_000_000;
    restingSince = restingSince == NOT ? now : restingSince;
    if (underWay > 0 || (now - restingSince < settings.idle() && !file.gzip)) {
      return null;
    }
    boolean current = file.writtenTo();
    if (!current && file.peekRest(settings.bufferSize())) {
      return pack(file);
    }
    restingSince = NOT;
    if (current) {
      files.toTheEnd(file);
    } else {
      files.setAside(file);
    }
    return null;
  }

  @Override
  public boolean atEnd() {
    try {
      return underWay == 0 && (quiet || !files.unread());
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public long lag() {
    return files.lag();
  }

  @Override
  public void close() {
    files.close();
  }
}
