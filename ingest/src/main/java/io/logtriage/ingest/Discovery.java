package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.SourceState;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.FileSearch;
import io.logtriage.patterns.files.LogFile;
import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.files.NotTextException;
import io.logtriage.patterns.files.RotatedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again which files there are, and tells the tails what changed. */
final class Discovery {
  private static final Logger log = LoggerFactory.getLogger(Discovery.class);

  private static final Comparator<FileSearch.Found> OLDEST_FIRST =
      Comparator.comparing(Discovery::name, RotatedName.OLDEST_FIRST)
          .thenComparing(FileSearch.Found::path);

  private final FileGroups groups;
  private final Set<String> started;
  private final TailSettings settings;
  private final Map<String, SourceState> remembered;
  private final SourceZones zones;
  private final Map<String, FileTail> tails = new LinkedHashMap<>();
  private final Map<String, Tracked> tracked = new HashMap<>();
  private final Map<String, Ignored> ignored = new HashMap<>();
  private List<FileProblem> problems = List.of();

  Discovery(
      List<FileGroup> groups,
      Set<String> started,
      TailSettings settings,
      Map<String, SourceState> remembered,
      SourceZones zones) {
    this.groups = new FileGroups(groups);
    this.started = started;
    this.settings = settings;
    this.remembered = remembered;
    this.zones = zones;
  }

  private record Tracked(FileTail tail, TrackedFile file) {}

  /** A file that holds no lines; not looked into again until it changes. */
  private record Ignored(long size, long modified, FileProblem problem) {}

  Collection<FileTail> tails() {
    return tails.values();
  }

  List<FileProblem> problems() {
    return problems;
  }

  /** What the checkpoint must hold: also sources that are not looked for this time. */
  Map<String, SourceState> state() {
    Map<String, SourceState> state = new HashMap<>(remembered);
    tails.forEach((key, tail) -> state.put(key, tail.files().state()));
    return state;
  }

  /** Zones that were learned, by source key. */
  Map<String, String> zones() {
    return zones.state();
  }

  /** Searches once. */
  void run(boolean atStart) {
    List<FileProblem> found = new ArrayList<>();
    List<FileSearch.Found> files = groups.search(found);
    files.forEach(this::noticeTruncation);
    tracked.replaceAll((identity, entry) -> new Tracked(entry.tail(), entry.file().current()));
    Map<String, Path> seen = new HashMap<>();
    List<FileSearch.Found> unknown = new ArrayList<>();
    for (FileSearch.Found file : files) {
      String identity = identity(file);
      seen.put(identity, file.path());
      Tracked known = tracked.get(identity);
      if (known == null || !stillThere(known, file)) {
        unknown.add(file);
      }
    }
    tracked
        .values()
        .removeIf(
            entry -> {
              entry.file().found = seen.containsKey(entry.file().identity);
              return !entry.file().found;
            });
    unknown.sort(OLDEST_FIRST);
    for (FileSearch.Found file : unknown) {
      FileGroup group = groups.of(file);
      boolean first = atStart && !started.contains(group.name());
      if (first || !Copies.mayBecomeOneOf(file, unknown)) {
        adopt(file, group, files, seen, atStart, found);
      }
    }
    ignored.keySet().retainAll(seen.keySet());
    for (FileTail tail : tails.values()) {
      for (TrackedFile file : tail.files().damaged()) {
        found.add(
            new FileProblem(
                file.path,
                FileProblem.Kind.DAMAGED,
                "its compression breaks off; the lines before that are shipped",
                false));
      }
    }
    problems = List.copyOf(found);
    zones.learn(tails.values());
  }

  /** What had to be assumed, to be said aloud. */
  Set<String> notes() {
    Set<String> notes = new LinkedHashSet<>(zones.notes());
    notes.addAll(groups.misfits());
    return notes;
  }

  /** Before its copies are looked at: which of them is a copy depends on it. */
  private void noticeTruncation(FileSearch.Found found) {
    Tracked known = tracked.get(identity(found));
    if (known == null) {
      return;
    }
    TrackedFile file = known.file().current();
    if (modified(found) != file.modified) {
      file.touched();
    }
    try {
      if (!file.recognisable() && !file.gzip && found.attributes().size() > 0) {
        file.open();
        file.recognise();
      }
      if (file.isOpen() && file.replaced()) {
        known.tail().files().replace(file);
      }
    } catch (IOException e) {
      log.debug("{}: {}", file.path, e.toString());
    }
  }

  /** A known file: perhaps under a new name, perhaps grown after it was set aside. */
  private boolean stillThere(Tracked known, FileSearch.Found found) {
    TrackedFile file = known.file();
    boolean moved = !file.path.equals(found.path());
    boolean changed =
        file.complete
            && !file.gzip
            && (found.attributes().size() != file.read || modified(found) != file.modified);
    try {
      if ((changed || moved) && !file.isOpen() && isAnother(file, found)) {
        tracked.remove(file.identity);
        file.identity = "";
        file.found = false;
        return false;
      }
    } catch (IOException e) {
      return true; // gone in the meantime, or looked at again next time
    }
    if (moved) {
      file.path = found.path();
      file.rotated = name(found).rotated();
    }
    file.modified = modified(found);
    if (changed && found.attributes().size() > file.read) {
      known.tail().files().grown(file);
    }
    return true;
  }

  /** Whether the inode was used again: for the new log, say, once an old one was compressed. */
  private static boolean isAnother(TrackedFile file, FileSearch.Found found) throws IOException {
    boolean shorter = !file.gzip && found.attributes().size() < file.read;
    return shorter
        || (file.fingerprint.length() > 0
            && !file.mayBe(Head.of(found.path(), file.gzip), found.path(), file.gzip));
  }

  private void adopt(
      FileSearch.Found found,
      FileGroup group,
      List<FileSearch.Found> all,
      Map<String, Path> seen,
      boolean atStart,
      List<FileProblem> problemsFound) {
    String identity = identity(found);
    long size = found.attributes().size();
    Ignored before = ignored.get(identity);
    if (before != null && before.size() == size && before.modified() == modified(found)) {
      problemsFound.add(before.problem());
      return;
    }
    RotatedName name = name(found);
    if ((size == 0 && (name.rotated() || name.compressed()))
        || Copies.isBeingCompressed(found, all)) {
      return; // being copied or compressed, or without any line
    }
    try {
      LogFile file = LogFiles.inspect(found);
      Source source = zones.zoned(group.source(found));
      Head head = Head.of(found.path(), file.gzip());
      BasicFileAttributes now = FileIdentity.check(found.path(), identity);
      FileTail tail =
          tails.computeIfAbsent(
              source.key(), key -> new FileTail(source, settings, remembered.get(key)));
      Optional<TrackedFile> adopted =
          tail.files()
              .adopt(
                  new NewFile(
                      found.path(),
                      identity,
                      file.gzip(),
                      head,
                      now.size(),
                      now.lastModifiedTime().toMillis(),
                      name.rotated()),
                  other -> place(other, seen),
                  atStart,
                  group.fromEnd() && !started.contains(group.name()));
      adopted.ifPresent(trackedFile -> tracked.put(identity, new Tracked(tail, trackedFile)));
    } catch (NotTextException e) {
      FileProblem problem =
          new FileProblem(found.path(), FileProblem.Kind.NOT_TEXT, e.getMessage(), found.named());
      ignored.put(identity, new Ignored(size, modified(found), problem));
      problemsFound.add(problem);
    } catch (NoSuchFileException | RenamedException e) {
      return; // gone since the search, or found under its new name by the next
    } catch (IOException e) {
      problemsFound.add(
          new FileProblem(
              found.path(), FileProblem.Kind.UNREADABLE, LogFiles.reason(e), found.named()));
    }
  }

  /** Where a known file is, also one that is remembered and may not be adopted yet. */
  private static @Nullable Path place(TrackedFile file, Map<String, Path> seen) {
    if (file.found) {
      return file.path;
    }
    Path path = seen.get(file.identity);
    try {
      return path != null
              && Files.size(path) >= file.acknowledged
              && file.mayBe(Head.of(path, false), path, false)
          ? path
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String identity(FileSearch.Found found) {
    return FileIdentity.of(found.path(), found.attributes());
  }

  private static long modified(FileSearch.Found found) {
    return found.attributes().lastModifiedTime().toMillis();
  }

  private static RotatedName name(FileSearch.Found found) {
    return RotatedName.of(String.valueOf(found.path().getFileName()));
  }
}
