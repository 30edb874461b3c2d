package io.logtriage.patterns.files;

import io.logtriage.patterns.format.YearlessStamp;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Of which years a file's stamps are that name none: the order of the lines says where a year
 * begins, and the file's last-modified time, or whoever knows it, which year that is. The time at
 * which the file is read says nothing.
 */
public final class FileYears {
  /** Of a file that has no such stamps. */
  public static final FileYears NONE = new FileYears(new long[0], new int[0], 0, null);

  /** A file that has no such stamp in its first bytes has none. */
  private static final long LOOK = 64 * 1024;

  /** Local times may lie so far after the last-modified time. */
  private static final long AHEAD = 86_400_000;

  /** The end of the year 9999. */
  private static final long MAX_MODIFIED = 253_402_300_799_999L;

  /** Among so many years there is a leap year. */
  private static final int LEAP_CYCLE = 8;

  private final long[] offsets;
  private final int[] years;
  private final int firstYear;
  private final @Nullable YearWalk walk;

  private FileYears(long[] offsets, int[] years, int firstYear, @Nullable YearWalk walk) {
    this.offsets = offsets;
    this.years = years;
    this.firstYear = firstYear;
    this.walk = walk;
  }

  /** Read from the order of the lines that make up the file's size, and its last-modified time. */
  public static FileYears of(LogFile file) {
    YearWalk walk = new YearWalk();
    read(file, walk);
    return walk.isEmpty() ? NONE : of(walk, lastFitting(walk, file.modified()));
  }

  /**
   * Read from the order of the lines alone.
   *
   * @param firstYear of the first line of its source
   * @param before of the source's file before it; {@link #NONE} for the first
   */
  public static FileYears of(LogFile file, int firstYear, FileYears before) {
    YearWalk walk = before.walk == null ? new YearWalk() : before.walk.next();
    read(file, walk);
    return walk.isEmpty() ? before : of(walk, before.walk == null ? firstYear : before.firstYear);
  }

  /** Whether the stamps are of more than one year. */
  public boolean changes() {
    return years.length > 1;
  }

  /**
   * The year of a line's stamp.
   *
   * @param offset of the line in the uncompressed file
   * @return 0 when nothing is known of it
   */
  public int at(long offset) {
    if (years.length == 0) {
      return 0;
    }
    int found = Arrays.binarySearch(offsets, offset);
    return years[Math.max(0, found >= 0 ? found : -found - 2)];
  }

  private static FileYears of(YearWalk walk, int firstYear) {
    return new FileYears(walk.offsets(), walk.years(firstYear), firstYear, walk);
  }

  /** What cannot be read is told by who reads the lines themselves. */
  private static void read(LogFile file, YearWalk walk) {
    YearlessStamp stamp = new YearlessStamp();
    long end = file.compressed() ? Long.MAX_VALUE : file.size();
    try (InputStream in = file.open()) {
      LineReader lines = new LineReader(in, 0);
      while (lines.nextOrRest() && lines.offset() < (walk.isEmpty() ? Math.min(LOOK, end) : end)) {
        long dayTime = stamp.dayTime(lines.bytes(), lines.from(), lines.to());
        if (dayTime != YearlessStamp.NONE) {
          walk.step(lines.offset(), dayTime);
        }
      }
    } catch (IOException unreadable) {
      // What came before it counts.
    }
  }

  /** The latest with which no line lies after the file was last written to. */
  private static int lastFitting(YearWalk walk, long modified) {
    long end = Math.min(Math.max(0, modified), MAX_MODIFIED) + AHEAD;
    int year = Instant.ofEpochMilli(end).atZone(ZoneOffset.UTC).getYear() - walk.latestYear();
    if (walk.latest(year) > end) {
      year--;
    }
    for (int earlier = year; earlier > year - LEAP_CYCLE; earlier--) {
      if (walk.leapDayExists(earlier)) {
        return earlier;
      }
    }
    return year;
  }
}
