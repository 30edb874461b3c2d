package io.logtriage.patterns.files;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.format.FormatHint;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Zones of sources whose stamps carry none and that are not this machine's. A file's last line is
 * about as old as its last change: in one zone only. That counts where a sibling, a source of the
 * same deployment whose stamps carry their zone, shows that the files' times are those of their
 * lines, and not of a copy.
 *
 * @param files the same, with the zones that were learned
 * @param learned what to say aloud
 */
public record LearnedZones(LogFiles files, List<Learned> learned) {
  /** All zones of today differ by multiples of it. */
  private static final long QUARTER = 15 * 60_000;

  /** A line is that much older than its file's last change at most. */
  private static final long NEAR = 30_000;

  private static final int EARLIEST = -12 * 4;
  private static final int LATEST = 14 * 4;

  public LearnedZones {
    requireNonNull(files, "files is null");
    learned = List.copyOf(learned);
  }

  /**
   * A zone that was learned.
   *
   * @param sibling the source that shows that the files' times can be trusted
   */
  public record Learned(Source source, ZoneOffset zone, Source sibling) {

    @Override
    public String toString() {
      return "zone of "
          + source.path()
          + ": "
          + zone
          + " (assumed, its stamps carry none: only so is the last line as old as the file's last"
          + " change, as in "
          + sibling.path()
          + "; set it with --zone)";
    }
  }

  /**
   * Learns from the ends of the files.
   *
   * @param usual the zone that is taken for sources of which nothing is learned
   */
  public static LearnedZones of(LogFiles files, ZoneId usual) {
    Map<String, LastStamp> stamps = new HashMap<>();
    Map<String, Source> siblings = new HashMap<>();
    for (SourceFiles source : files.sources()) {
      LastStamp stamp = lastStamp(source);
      if (stamp != null) {
        stamps.put(source.source().key(), stamp);
        if (stamp.zoned() && Math.abs(stamp.time() - modified(source)) <= NEAR) {
          siblings.putIfAbsent(source.source().deployment(), source.source());
        }
      }
    }
    List<SourceFiles> result = new ArrayList<>();
    List<Learned> learned = new ArrayList<>();
    for (SourceFiles source : files.sources()) {
      LastStamp stamp = stamps.get(source.source().key());
      Source sibling = siblings.get(source.source().deployment());
      ZoneOffset zone =
          stamp == null || stamp.zoned() || sibling == null || source.source().zone() != null
              ? null
              : zone(stamp.time(), modified(source));
      if (zone == null || isUsual(zone, usual, modified(source)) || sibling == null) {
        result.add(source);
      } else {
        learned.add(new Learned(source.source(), zone, sibling));
        result.add(
            new SourceFiles(source.source().withZone(zone), source.files(), source.firstYear()));
      }
    }
    return new LearnedZones(new LogFiles(result, files.problems()), learned);
  }

  /** The only zone in which the stamp is that of the file's last change; null: in none. */
  private static @Nullable ZoneOffset zone(long stamp, long modified) {
    long quarters = Math.floorDiv(stamp - modified + QUARTER / 2, QUARTER);
    boolean near = Math.abs(stamp - modified - quarters * QUARTER) <= NEAR;
    return near && quarters >= EARLIEST && quarters <= LATEST
        ? ZoneOffset.ofTotalSeconds((int) (quarters * QUARTER / 1000))
        : null;
  }

  private static boolean isUsual(ZoneOffset zone, ZoneId usual, long time) {
    return usual.getRules().getOffset(Instant.ofEpochMilli(time)).equals(zone);
  }

  private static long modified(SourceFiles source) {
    return source.files().get(source.files().size() - 1).modified();
  }

  /** What cannot be read is told by who reads the lines themselves. */
  private static @Nullable LastStamp lastStamp(SourceFiles source) {
    LogFile file = source.files().get(source.files().size() - 1);
    try {
      return LastStamp.of(file, FormatHint.of(source.source().format()).formats());
    } catch (IOException unreadable) {
      return null;
    }
  }
}
