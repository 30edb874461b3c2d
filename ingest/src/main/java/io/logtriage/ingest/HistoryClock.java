package io.logtriage.ingest;

import io.logtriage.patterns.files.LineReader;
import io.logtriage.patterns.files.LogFile;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * When the next line of a source's history happened: its own time, else that of the line before it,
 * else the first time further on in the file.
 */
final class HistoryClock {
  private static final int LOOK_AHEAD = 128 * 1024;

  /** Times further ahead than this are mistakes that would hold a source back until the end. */
  private static final long AHEAD = 86_400_000;

  private final LineTime times;
  private final long latest = System.currentTimeMillis() + AHEAD;
  private long time = LineTime.NONE;
  private @Nullable TrackedFile lookedInto;
  private long lookedUpTo;

  HistoryClock(LineTime times) {
    this.times = times;
  }

  /** Takes in the line that the file stands before. */
  void peek(TrackedFile file) throws IOException {
    LineReader line = file.line();
    long its = of(line);
    if (its != LineTime.NONE) {
      time = its;
    } else if (time == LineTime.NONE) {
      time = lookAhead(file);
    }
  }

  long time() {
    return time;
  }

  /** Whether any time is known. */
  boolean dated() {
    return time != LineTime.NONE;
  }

  private long of(LineReader line) {
    long found = times.of(line.bytes(), line.from(), line.to());
    return found > latest ? LineTime.NONE : found;
  }

  private long lookAhead(TrackedFile file) throws IOException {
    if (file.equals(lookedInto) && (file.gzip || file.read < lookedUpTo)) {
      return LineTime.NONE;
    }
    lookedInto = file;
    lookedUpTo = file.read + LOOK_AHEAD;
    try (InputStream in = new LogFile(file.path, file.gzip, 0, 0).open()) {
      in.skipNBytes(file.read);
      LineReader lines = new LineReader(in, file.read, 8192);
      while (lines.next() && lines.end() - file.read < LOOK_AHEAD) {
        long found = of(lines);
        if (found != LineTime.NONE) {
          return found;
        }
      }
      return LineTime.NONE;
    }
  }
}
