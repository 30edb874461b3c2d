package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Learns which format one source's lines have, and sees when they stop having any.
 *
 * <p>Events are counted in windows of a fixed number, so the verdict follows from the lines and
 * their order alone. A window of known lines teaches (again) what is normal. Applications print
 * bare text now and then, therefore it takes two windows almost without a known line to call it a
 * drift; another known format is none.
 */
final class FormatWatch {
  /** Events per window. */
  static final int WINDOW = 100;

  private static final int LEARNED = WINDOW * 9 / 10;
  private static final int LOST = WINDOW / 20;
  private static final int MAX_SAMPLE = 512;

  /** Enough of a line to see that there is more than the sample shows. */
  private static final int KEPT = MAX_SAMPLE + 4;

  private static final byte[] NONE = new byte[0];

  private int events;
  private int read;

  /** The format that leads among the window's known lines, and by how many. */
  private LineFormat leader = LineFormat.TEXT;

  private int lead;
  private long lastRead = ParsedEvent.NO_TIME;
  private @Nullable LineFormat learned;

  /** Known lines of the window before this one, if that one had lost them; else -1. */
  private int lost = -1;

  /** The beginning of an unknown line, of which text is made only when there is a drift. */
  private byte[] sample = NONE;

  private int sampleLength;
  private @Nullable FormatDrift drift;

  /** Counts one event that has begun at {@code time}. */
  void see(ParsedEvent event, long time) {
    if (event.format != LineFormat.TEXT) {
      read++;
      lastRead = time;
      vote(event.format);
    } else if (event.from == event.to || event.level != Level.UNKNOWN) {
      // Blank lines say nothing, and further lines of a harmless message belong to it.
      return;
    } else if (sampleLength == 0 && learned != null) {
      keep(event.bytes, event.from, event.firstLineEnd);
    }
    if (++events == WINDOW) {
      judge();
    }
  }

  @Nullable FormatDrift drift() {
    return drift;
  }

  private void keep(byte[] bytes, int from, int to) {
    sampleLength = Math.min(to - from, KEPT);
    if (sample.length < sampleLength) {
      sample = new byte[KEPT];
    }
    System.arraycopy(bytes, from, sample, 0, sampleLength);
  }

  private String sample() {
    return EventText.head(sample, 0, sampleLength, MAX_SAMPLE);
  }

  private void judge() {
    if (read >= LEARNED) {
      learned = leader;
      drift = null;
    }
    if (read > LOST || learned == null) {
      lost = -1;
      sampleLength = 0;
    } else if (lost < 0) {
      lost = read;
    } else if (drift == null) {
      drift = new FormatDrift(learned.dataset(), lastRead, 2 * WINDOW, lost + read, sample());
    }
    events = 0;
    read = 0;
    lead = 0;
  }

  /** A format that most lines have ends up as the leader (Boyer and Moore's vote). */
  private void vote(LineFormat format) {
    if (lead == 0) {
      leader = format;
    }
    lead += leader == format ? 1 : -1;
  }

  void write(StateWriter out) {
    out.number(events);
    out.number(read);
    out.constant(leader);
    out.number(lead);
    out.number(lastRead);
    out.number(lost);
    text(out, sample());
    out.bool(learned != null);
    if (learned != null) {
      out.constant(learned);
    }
    FormatDrift told = drift;
    out.bool(told != null);
    if (told != null) {
      text(out, told.dataset());
      out.number(told.since());
      out.number(told.read());
      text(out, told.sample());
    }
  }

  void read(StateReader in) {
    events = in.index(WINDOW - 1);
    read = in.index(WINDOW - 1);
    leader = in.constant(LineFormat.class);
    lead = in.index(WINDOW - 1);
    lastRead = in.number();
    lost = (int) in.number();
    byte[] kept = text(in).getBytes(UTF_8);
    keep(kept, 0, kept.length);
    learned = in.bool() ? in.constant(LineFormat.class) : null;
    drift =
        in.bool()
            ? new FormatDrift(text(in), in.number(), 2 * WINDOW, (int) in.number(), text(in))
            : null;
  }

  private static void text(StateWriter out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.range(bytes, bytes.length);
  }

  private static String text(StateReader in) {
    return new String(in.range(4 * MAX_SAMPLE + 16), UTF_8);
  }
}
