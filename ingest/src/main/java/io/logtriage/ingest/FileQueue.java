package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.SourceState;
import io.logtriage.patterns.files.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one source in the order in which they are read: the rotated ones, then the one that
 * is written to. Knows which of them are new, and where each goes on.
 */
final class FileQueue {
  private static final Logger log = LoggerFactory.getLogger(FileQueue.class);

  private final KnownFiles known;
  private final Generations generations;
  private long acknowledgedAt;

  /** Files with lines to come; the first is read. */
  private final List<TrackedFile> queue = new ArrayList<>();

  FileQueue(@Nullable SourceState remembered) {
    this.known = new KnownFiles(remembered == null ? List.of() : remembered.files());
    this.generations = new Generations(remembered == null ? 0 : remembered.nextGeneration());
    this.acknowledgedAt = remembered == null ? 0 : remembered.acknowledgedAt();
  }

  /**
   * Takes in a file that the search found and nobody knew; those of a rotated set oldest first.
   *
   * @param places where the known files are
   * @param atStart whether what it holds was there before the shipper
   * @param skip whether that counts as read
   * @return empty when it cannot be told yet what it is
   */
  Optional<TrackedFile> adopt(
      NewFile found, KnownFiles.Places places, boolean atStart, boolean skip) throws IOException {
    TrackedFile before = known.same(found, places);
    if (before == null ? known.mayBecomeCopy(found, places) : waits(found, before, places)) {
      return Optional.empty();
    }
    TrackedFile file = found.track();
    if (before != null && (found.gzip() || found.size() >= before.acknowledged)) {
      known.resume(before, file);
      takePlace(before, file);
    } else {
      known.add(file);
      if (atStart && skip) {
        file.read = found.gzip() ? 0 : LastLine.begin(found.path(), found.size());
        file.acknowledged = file.read;
        file.complete = found.gzip();
      }
    }
    if (before != null && !found.gzip() && file.spent() && file.read == found.size()) {
      file.complete = true; // the copy of what was truncated, and nothing is left of it
    }
    file.historyEnd = found.gzip() ? TrackedFile.ALL : atStart ? found.size() : 0;
    if (!queue.contains(file) && (!file.complete || (!found.gzip() && found.size() > file.read))) {
      enqueue(file);
    }
    return Optional.of(file);
  }

  /** A copy counts once the other is cut, and what is under way of that is answered. */
  private static boolean waits(NewFile found, TrackedFile before, KnownFiles.Places places) {
    boolean itself = before.identity.equals(found.identity());
    return before.acknowledged < before.read || (!itself && places.of(before) != null);
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
  void number() {
    // What may have been sent in part goes on first, in its order; what comes late comes after it.
    queue.sort(
        Comparator.comparingLong(file -> inProgress(file) ? file.generation : Long.MAX_VALUE));
    generations.number(queue.stream().filter(TrackedFile::recognisable).toList());
  }

  /** The lines that come next are of this file. */
  void begin(TrackedFile file) throws IOException {
    file.recognise();
    generations.begin(file, known.files());
  }

  /** The broker has lines of these files. */
  void acknowledged() {
    acknowledgedAt = System.currentTimeMillis();
  }

  /** Whether a generation was given out that no checkpoint holds yet. */
  boolean takeUnsaved() {
    return generations.takeUnsaved();
  }

  SourceState state() {
    return new SourceState(generations.next(), known.state(), acknowledgedAt);
  }

  /** The file that is read; null when all is read and set aside. */
  @Nullable TrackedFile first() throws IOException {
    if (queue.isEmpty()) {
      return null;
    }
    TrackedFile first = queue.get(0);
    if (first.spent() && queue.stream().anyMatch(FileQueue::inProgress) && first.unread()) {
      queue.add(queue.remove(0));
    }
    return queue.get(0);
  }

  private static boolean inProgress(TrackedFile file) {
    return file.generation >= 0 && !file.spent();
  }

  /** How many files have lines to come. */
  int size() {
    return queue.size();
  }

  /** Same inode, other content: the old is remembered, for a copy of it may turn up. */
  TrackedFile replace(TrackedFile old) throws IOException {
    TrackedFile file = new TrackedFile(old.identity, old.path, false, Fingerprint.NONE);
    file.modified = old.modified;
    file.found = old.found;
    file.rotated = old.rotated;
    generations.leave(old);
    old.passOn(file);
    known.add(file);
    queue.set(queue.indexOf(old), file);
    return file;
  }

  /** The file was read to its end for now; the next one is read. */
  void setAside(TrackedFile file) throws IOException {
    generations.leave(file);
    queue.remove(file);
    file.complete = true;
    file.close();
  }

  /** Lets the other files come first. */
  void toTheEnd(TrackedFile file) {
    generations.leave(file);
    queue.remove(file);
    queue.add(file);
  }

  /** The plain file that was written to last, as the last search found it; null when none is. */
  @Nullable LogFile newest() {
    TrackedFile newest = null;
    for (TrackedFile file : known.files()) {
      if (file.found && !file.gzip && (newest == null || file.modified >= newest.modified)) {
        newest = file;
      }
    }
    try {
      return newest == null
          ? null
          : new LogFile(newest.path, false, Files.size(newest.path), newest.modified);
    } catch (IOException e) {
      return null;
    }
  }

  /** Whether there is something to read in any but the first. */
  boolean othersUnread() throws IOException {
    boolean others = false;
    for (TrackedFile other : queue.subList(1, queue.size())) {
      others |= other.unread();
    }
    return others;
  }

  boolean unread() throws IOException {
    for (TrackedFile file : queue) {
      if (file.unread()) {
        return true;
      }
    }
    return false;
  }

  /** Bytes that are there and not acknowledged. */
  long lag() {
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

  /** Files whose compression breaks off. */
  List<TrackedFile> damaged() {
    return known.files().stream().filter(TrackedFile::damaged).toList();
  }

  void close() {
    known.files().forEach(FileQueue::close);
  }

  private static void close(TrackedFile file) {
    try {
      file.close();
    } catch (IOException e) {
      log.debug("{}: {}", file.path, e.toString());
    }
  }
}
