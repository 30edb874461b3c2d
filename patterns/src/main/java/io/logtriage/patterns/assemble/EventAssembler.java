package io.logtriage.patterns.assemble;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.format.AccessFormat;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.LineParser;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.format.Wrapping;
import io.logtriage.patterns.redact.Redactor;
import java.time.ZoneId;
import java.util.List;

/**
 * Joins the physical lines of one source into events and knows the source's time. An event is only
 * kept waiting for more lines when it may go on and may matter.
 */
public final class EventAssembler {

  /** What is done with events. */
  public interface Events {
    /** Whether an access line shows a symptom; what does not is not kept. */
    boolean watches(ParsedEvent line);

    /** Whether a line could matter at all. */
    boolean mayMatch(ParsedEvent line);

    /** Whether a line that could matter could show a symptom, perhaps with its further lines. */
    boolean mayShowSymptom(ParsedEvent line);

    /**
     * A complete event, valid during the call.
     *
     * @param offset of its first line, -1 when unknown
     * @param time of the event, or what stands in for it
     * @param undated whether the source has no dated line so far, so that the time is the arrival's
     */
    void event(ParsedEvent event, long offset, long time, boolean undated);

    /** An event that can show no symptom; its offset and time as of {@link #event}. */
    void benign(ParsedEvent event, long offset, long time, boolean undated);
  }

  private final Events events;
  private final LineParser parser;
  private final Wrapping wrapping;
  private final ParsedEvent event = new ParsedEvent();
  private final ParsedEvent finished = new ParsedEvent();
  private final ParkedEvents parked = new ParkedEvents();
  private final PartialLines partial = new PartialLines();

  /** Made once, because a line must allocate nothing. */
  private final PartialLines.Lines whole = this::whole;

  private PendingEvent pending = new PendingEvent();

  /** Whether this source's access lines are gunicorn's: said by its name, or seen. */
  private boolean gunicorn;

  /** Who wrote the line, and the pending event, where several write into one file. */
  private int origin;

  private int pendingOrigin;

  /** Whether the last head was a harmless message, whose further lines may follow. */
  private boolean lastHarmless;

  private boolean lastDated;
  private int lastOrigin;
  private long lastTime = ParsedEvent.NO_TIME;
  private long clock = Long.MIN_VALUE;

  /**
   * @param zone of time stamps that carry none
   * @param formats of access lines, beside the built-in ones
   * @param gunicorn whether the source's access lines are known to be gunicorn's
   */
  public EventAssembler(ZoneId zone, List<AccessFormat> formats, boolean gunicorn, Events events) {
    this.parser = new LineParser(zone, formats);
    this.wrapping = new Wrapping(zone);
    this.gunicorn = gunicorn;
    this.events = requireNonNull(events, "events is null");
  }

  /** Says of which year the lines to come are whose stamps name none; 0: see arrival. */
  public void year(int year) {
    wrapping.year(year);
  }

  /** Takes one physical line of which nothing is known beside it. */
  public void line(byte[] bytes, int from, int to, long offset, long arrival) {
    line(bytes, from, to, offset, arrival, ParsedEvent.NO_TIME);
  }

  /**
   * Takes one physical line without its end; {@code arrival} dates a source without dates. Secrets
   * are taken out of whatever may be kept, before anything is made of it.
   *
   * @param said time of a line that has none of its own, or {@link ParsedEvent#NO_TIME}
   */
  public void line(byte[] bytes, int from, int to, long offset, long arrival, long said) {
    partial.take(bytes, from, to, offset, arrival, said, whole);
  }

  private void whole(
      byte[] bytes, int from, int to, long offset, long arrival, long said, int lines) {
    boolean head = parse(bytes, from, to, arrival);
    if (event.status < 0 || events.watches(event)) {
      byte[] redacted = Redactor.redact(bytes, from, to);
      if (redacted != null) {
        head = parse(redacted, 0, redacted.length, arrival);
      }
    }
    event.lines = lines;
    event.time = event.time == ParsedEvent.NO_TIME ? said : event.time;
    if (!parked.isEmpty() || (pending.isOpen() && pendingOrigin != origin)) {
      turnToOrigin();
    }
    if (pending.isOpen()) {
      if (!head && isOfPending() && pending.append(event)) {
        return;
      }
      end(pending);
    }
    if (event.time != ParsedEvent.NO_TIME) {
      lastTime = event.time;
      clock = Math.max(clock, event.time);
    }
    inherit(head);
    boolean undated = lastTime == ParsedEvent.NO_TIME;
    classify(offset, undated ? arrival : lastTime, undated);
  }

  /**
   * Another writer than before: what that one began waits, what this one began goes on. A line that
   * does not say who wrote it ends what is pending, unless it is the rest of a broken one.
   */
  private void turnToOrigin() {
    if (pending.isOpen() && pendingOrigin != origin) {
      if (origin == 0 && pending.isWrapped()) {
        return;
      }
      if (origin == 0 || pendingOrigin == 0) {
        end(pending);
      } else {
        if (parked.isFull()) {
          endParked(parked.oldest());
        }
        pending = parked.park(pending, pendingOrigin);
      }
    }
    parked.tick();
    for (PendingEvent old = parked.expired(clock); old != null; old = parked.expired(clock)) {
      endParked(old);
    }
    PendingEvent resumed = pending.isOpen() ? null : parked.resume(origin, pending);
    if (resumed != null) {
      pending = resumed;
      pendingOrigin = origin;
    }
  }

  private void endParked(PendingEvent waiting) {
    end(waiting);
    parked.remove(waiting);
  }

  private void end(PendingEvent complete) {
    complete.take(finished);
    events.event(finished, complete.offset(), complete.eventTime(), complete.undated());
  }

  /** A broken line has what was put before it only once. */
  private boolean isOfPending() {
    return origin == pendingOrigin || (origin == 0 && pending.isWrapped());
  }

  /** A complete access line is not looked at for wrapping: it is most of the input. */
  private boolean parse(byte[] bytes, int from, int to, long arrival) {
    boolean head = parser.parse(bytes, from, to, event);
    origin = 0;
    boolean nginx = false;
    boolean guessed = event.status >= 0 && !parser.isCertain();
    if ((event.status < 0 || guessed) && wrapping.unwrap(bytes, from, to, arrival)) {
      head = wrapping.parse(parser, event);
      if (guessed && event.status < 0) {
        // Only with the time that stands before it this is an access line.
        head = parser.parse(bytes, from, to, event);
      }
      origin = wrapping.origin();
      nginx = wrapping.isNginx();
    }
    learn(nginx);
    return head;
  }

  /** Ends the pending event, and what waits for interrupted writers. */
  public void flush() {
    partial.flush(whole);
    while (!parked.isEmpty()) {
      endParked(parked.oldest());
    }
    if (pending.isOpen()) {
      end(pending);
    }
  }

  /** Lines of pending events and of lines that lack their end, 0 when there is none. */
  public int pendingLines() {
    return pending.lines() + parked.lines() + partial.lines();
  }

  /** Greatest time of a dated line, {@link Long#MIN_VALUE} without one. */
  public long clock() {
    return clock;
  }

  /** Time of the last dated line, {@link Long#MIN_VALUE} without one. */
  public long lastTime() {
    return lastTime;
  }

  public void write(StateWriter out) {
    out.bool(gunicorn);
    out.bool(lastHarmless);
    out.bool(lastDated);
    out.number(lastOrigin);
    out.number(lastTime);
    out.number(clock);
    out.number(pendingOrigin);
    pending.write(out);
    parked.write(out);
    partial.write(out);
  }

  public void read(StateReader in) {
    gunicorn = in.bool();
    lastHarmless = in.bool();
    lastDated = in.bool();
    lastOrigin = (int) in.number();
    lastTime = in.number();
    clock = in.number();
    pendingOrigin = (int) in.number();
    pending.read(in);
    parked.read(in);
    partial.read(in);
  }

  private void classify(long offset, long time, boolean undated) {
    if (event.format.isAccess()) {
      events.event(event, offset, time, undated);
      return;
    }
    event.truncateTo(PendingEvent.MAX_BYTES);
    boolean whole = event.traceback && EscapedLines.restore(event);
    if (whole || Continuation.isImpossible(event)) {
      events.event(event, offset, time, undated);
      return;
    }
    boolean likely = event.from < event.to && Continuation.isLikely(event);
    boolean matters = likely || (event.from < event.to && events.mayMatch(event));
    if (likely || (matters && events.mayShowSymptom(event))) {
      pending.begin(event, offset, time, undated);
      pendingOrigin = origin;
    } else if (matters) {
      // It would swallow a traceback of its own that follows.
      events.event(event, offset, time, undated);
    } else {
      events.benign(event, offset, time, undated);
    }
  }

  /**
   * Further lines of a harmless message are harmless, whatever they quote. Behind an undated head
   * only an exception is sure to be one: a shell's own messages stand there, too. What gunicorn's
   * workers print between its own lines is none of them, and a traceback speaks for itself.
   */
  private void inherit(boolean head) {
    if (head) {
      lastHarmless =
          event.format == LineFormat.PYTHON
              && !event.traceback
              && event.level != Level.UNKNOWN
              && !event.level.atLeast(Level.WARNING);
      lastDated = event.time != ParsedEvent.NO_TIME;
      lastOrigin = origin;
    } else if (event.traceback || origin != lastOrigin) {
      lastHarmless = false;
    } else if (lastHarmless
        && event.format == LineFormat.TEXT
        && (lastDated || Raised.isException(event.bytes, event.from, event.to))) {
      event.level = Level.INFO;
    }
  }

  /**
   * @param nginx whether the carrier says that the line is nginx's, whoever else writes here
   */
  private void learn(boolean nginx) {
    if (event.format == LineFormat.GUNICORN_ERROR || event.format == LineFormat.GUNICORN_ACCESS) {
      gunicorn = true;
    } else if (gunicorn
        && !nginx
        && event.format == LineFormat.NGINX_ACCESS
        && event.details == null) {
      event.format = LineFormat.GUNICORN_ACCESS;
    }
  }
}
