package io.logtriage.patterns.files;

import io.logtriage.patterns.format.AccessFormat;
import io.logtriage.patterns.format.LineParser;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.format.Wrapping;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last stamp of a file.
 *
 * @param time epoch milliseconds; of a stamp without a zone, as if it were UTC's
 * @param zoned whether the file's last stamps carry their zone
 */
record LastStamp(long time, boolean zoned) {
  /** How much of a file's end is looked at. */
  private static final int TAIL = 64 * 1024;

  private static final ZoneOffset OTHER = ZoneOffset.ofHours(1);

  /** Null when there is none, or some of the last stamps have a zone and others none. */
  static @Nullable LastStamp of(LogFile file, List<AccessFormat> formats) throws IOException {
    if (file.compressed()) {
      return null;
    }
    Reading utc = new Reading(ZoneOffset.UTC, formats);
    Reading other = new Reading(OTHER, formats);
    LastStamp last = null;
    try (InputStream in = file.open()) {
      long start = Math.max(0, file.size() - TAIL);
      in.skipNBytes(start);
      LineReader lines = new LineReader(in, start);
      boolean whole = start == 0 || lines.next();
      while (whole && lines.nextOrRest() && lines.offset() < file.size()) {
        long time = utc.time(lines, file.modified());
        if (time != ParsedEvent.NO_TIME) {
          boolean zoned = time == other.time(lines, file.modified());
          if (last != null && last.zoned != zoned) {
            return null;
          }
          last = new LastStamp(time, zoned);
        }
      }
    }
    return last;
  }

  /** Reads lines as if stamps without a zone were of one. */
  private static final class Reading {
    private final LineParser parser;
    private final Wrapping wrapping;
    private final ParsedEvent event = new ParsedEvent();

    Reading(ZoneOffset zone, List<AccessFormat> formats) {
      parser = new LineParser(zone, formats);
      wrapping = new Wrapping(zone);
    }

    long time(LineReader line, long arrival) {
      parser.parse(line.bytes(), line.from(), line.to(), event);
      if (event.status < 0 && wrapping.unwrap(line.bytes(), line.from(), line.to(), arrival)) {
        wrapping.parse(parser, event);
      }
      return event.time;
    }
  }
}
