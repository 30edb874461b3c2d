package io.logtriage.ingest;

import io.logtriage.ingest.ShipperStatus.State;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.LogFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Shipping until the shipper is closed, all is done, or something fails. Afterwards {@link
 * #state()} is what the next session, in this process or another, goes on from.
 */
final class ShippingSession {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long SEARCH_NANOS = 1_000_000_000L;
  private static final long SAVE_NANOS = 1_000_000_000L;
  private static final int CHUNKS_A_TURN = 16;
  private static final int SILENT_SECONDS = 10;
  private static final int MOST_HELD = 64;

  private final Discovery discovery;
  private final Streams streams;
  private final boolean once;
  private final Checkpoint checkpoint;
  private final CheckpointState before;
  private final Set<String> started;
  private final BooleanSupplier reload;
  private final RecordSink sink;
  private final Progress progress;
  private final BooleanSupplier closing;
  private final Unacknowledged unacknowledged;
  private final Map<String, FileProblem> readProblems = new HashMap<>();
  private final String target;

  /** Records that go out once the checkpoint holds their generations: one write for all of them. */
  private final List<Chunk> held = new ArrayList<>();

  private long saved = System.nanoTime();
  private long answered = System.nanoTime();
  private boolean changed;

  ShippingSession(
      Discovery discovery,
      Streams streams,
      boolean once,
      Checkpoint checkpoint,
      CheckpointState before,
      Set<String> started,
      RecordSink sink,
      String target,
      Progress progress,
      BooleanSupplier closing,
      BooleanSupplier reload) {
    this.discovery = discovery;
    this.streams = streams;
    this.once = once;
    this.checkpoint = checkpoint;
    this.before = before;
    this.started = started;
    this.reload = reload;
    this.sink = sink;
    this.target = target;
    this.progress = progress;
    this.closing = closing;
    this.unacknowledged = new Unacknowledged(progress.counters());
  }

  /** Returns when the shipper is being closed, its inputs change, or all is done. */
  void run() throws InterruptedException, IOException, SendException {
    progress.state(State.HISTORY);
    discovery.run(true);
    discovery.tails().forEach(tail -> tail.files().number());
    saveWhatIsNumbered();
    report();
    history();
    progress.state(State.FOLLOWING);
    follow();
  }

  /** What is acknowledged. */
  CheckpointState state() {
    return streams.addTo(
        new CheckpointState(
            before.shipper(),
            discovery.state(),
            started,
            before.positions(),
            discovery.zones(),
            progress.status().error()));
  }

  /** Waits for what is under way, as long as told, and notes what was acknowledged. */
  void finish(Duration atMost) throws InterruptedException, IOException, SendException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!unacknowledged.isEmpty() && System.nanoTime() < deadline) {
      unacknowledged.apply(POLL);
    }
    save();
  }

  void close() {
    discovery.tails().forEach(FileTail::close);
  }

  private void history() throws InterruptedException, IOException, SendException {
    HistoryMerge merge = new HistoryMerge(discovery.tails());
    Chunk chunk = merge.next();
    while (chunk != null && !closing.getAsBoolean() && !reload.getAsBoolean()) {
      send(chunk);
      applyAnswers(Duration.ZERO);
      chunk = merge.next();
    }
  }

  private void follow() throws InterruptedException, IOException, SendException {
    long searched = System.nanoTime();
    long turn = 0;
    while (!closing.getAsBoolean() && !reload.getAsBoolean()) {
      long began = System.nanoTime();
      long look = progress.look();
      boolean search = progress.awaited() || began - searched >= SEARCH_NANOS || once;
      if (search) {
        discovery.run(false);
        searched = began;
        report();
      }
      boolean moved = false;
      for (Stream stream : streams.all()) {
        moved |= moved(stream);
      }
      for (FileTail tail : discovery.tails()) {
        moved |= (search || tail.isDue(turn)) && moved(tail);
      }
      turn++;
      sendHeld();
      applyAnswers(Duration.ZERO);
      boolean caughtUp = !moved && atEnd();
      if (search || !caughtUp) {
        progress.looked(look, caughtUp && search);
      }
      if (once && caughtUp && streams.all().stream().allMatch(Stream::ended)) {
        report();
        progress.state(State.DONE);
        return;
      }
      long rest = POLL.toNanos() - (System.nanoTime() - began);
      while (!moved && rest > 0 && !closing.getAsBoolean()) {
        applyAnswers(Duration.ofNanos(rest));
        rest = POLL.toNanos() - (System.nanoTime() - began);
      }
    }
  }

  /** Gives a source its turn: a busy one must not keep the others waiting. */
  private boolean moved(LineSource source) throws InterruptedException, IOException, SendException {
    boolean moved = false;
    try {
      for (int i = 0; i < CHUNKS_A_TURN; i++) {
        Chunk chunk = source.next();
        if (chunk == null) {
          break;
        }
        moved = true;
        if (source.takeUnsaved()) {
          held.add(chunk);
          break;
        }
        send(chunk);
      }
      if (held.size() == MOST_HELD) {
        sendHeld();
      }
      readProblems.remove(source.name());
    } catch (CheckpointException e) {
      throw e;
    } catch (IOException e) {
      readProblems.put(
          source.name(),
          new FileProblem(
              Path.of(source.name()), FileProblem.Kind.UNREADABLE, LogFiles.reason(e), false));
    }
    return moved;
  }

  private void sendHeld() throws InterruptedException, IOException, SendException {
    if (!held.isEmpty()) {
      saveWhatIsNumbered();
      for (Chunk chunk : held) {
        send(chunk);
      }
      held.clear();
    }
  }

  private boolean atEnd() {
    if (!unacknowledged.isEmpty() || !streams.all().stream().allMatch(Stream::atEnd)) {
      return false;
    }
    for (FileTail tail : discovery.tails()) {
      if (!tail.atEnd()) {
        return false;
      }
    }
    return true;
  }

  private void send(Chunk chunk) throws InterruptedException, IOException, SendException {
    while (!sink.awaitRoom(POLL)) {
      applyAnswers(Duration.ZERO);
      if (closing.getAsBoolean()) {
        return; // not acknowledged, so that the next start begins with it
      }
    }
    if (chunk.source().takeUnsaved()) {
      saveWhatIsNumbered();
    }
    sink.send(chunk.record(), unacknowledged.add(chunk));
  }

  private void applyAnswers(Duration wait) throws InterruptedException, IOException, SendException {
    long before = progress.counters().linesAcknowledged();
    unacknowledged.apply(wait);
    if (progress.counters().linesAcknowledged() != before) {
      changed = true;
      answered = System.nanoTime();
      progress.error(null);
    }
    if (unacknowledged.isEmpty()) {
      answered = System.nanoTime();
    }
    long silent = (System.nanoTime() - answered) / 1_000_000_000L;
    if (silent >= SILENT_SECONDS) {
      progress.error(target + " has acknowledged nothing for " + silent + " s; nothing is lost");
    }
    if (changed && System.nanoTime() - saved >= SAVE_NANOS) {
      save();
      report();
    }
  }

  private void save() throws IOException {
    write(checkpoint::write);
  }

  /** Lines go out under generations that a damaged checkpoint must not forget. */
  private void saveWhatIsNumbered() throws IOException {
    streams.all().forEach(Stream::takeUnsaved);
    discovery.tails().forEach(FileTail::takeUnsaved);
    write(checkpoint::writeTwice);
  }

  private void write(Writing writing) throws IOException {
    try {
      writing.write(state());
    } catch (IOException e) {
      throw new CheckpointException(e);
    }
    saved = System.nanoTime();
    changed = false;
  }

  private interface Writing {
    void write(CheckpointState state) throws IOException;
  }

  private void report() {
    int files = streams.all().size();
    long lag = 0;
    Map<String, Long> lost = new TreeMap<>();
    for (Stream stream : streams.all()) {
      lag += stream.lag();
      if (stream.lost() > 0) {
        lost.put(stream.name(), stream.lost());
      }
    }
    for (FileTail tail : discovery.tails()) {
      files += tail.files().size();
      lag += tail.lag();
    }
    List<FileProblem> problems = new ArrayList<>(discovery.problems());
    problems.addAll(streams.problems());
    problems.addAll(readProblems.values());
    progress.files(files, lag, problems, lost);
    progress.notes(discovery.notes());
  }
}
