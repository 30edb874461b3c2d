package io.logtriage.patterns.unmatched;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Collects, in one source, the events that complain and show no symptom. A function of the source's
 * lines in their order and nothing else; what is collected goes into the source's snapshot.
 *
 * <p>Bounded: the first {@value #MAX_TEMPLATES} templates are kept, events of further ones counted.
 */
public final class UnmatchedEvents {
  static final int MAX_TEMPLATES = 200;

  private static final int MAX_BYTES = 16 * 1024;

  private final String path;
  private final LongPredicate times;
  private final KnownTrouble trouble = new KnownTrouble();
  private final Map<Key, UnmatchedTemplate> templates = new LinkedHashMap<>();
  private long further;
  private long firstTime = Long.MAX_VALUE;

  private record Key(String template, LineFormat format, boolean traceback) {}

  /**
   * @param path of the source, for its samples
   * @param times of events that count, epoch milliseconds
   */
  public UnmatchedEvents(String path, LongPredicate times) {
    this.path = path;
    this.times = times;
  }

  /** The source has reached this event time. */
  public void at(long time) {
    if (time < firstTime && time != ParsedEvent.NO_TIME && times.test(time)) {
      firstTime = time;
    }
  }

  /** Takes note of a complete event that showed a symptom. */
  public void shown(ParsedEvent event, long time) {
    trouble.shown(event, time);
  }

  /** Takes a complete event that showed no symptom; most are none that complain. */
  public void take(ParsedEvent event, long offset, long time) {
    if (!complains(event) || !times.test(time) || KnownNoise.is(event)) {
      return;
    }
    String template = TextMask.mask(EventTexts.telling(event));
    if (template.isEmpty()) {
      return;
    }
    Key key = new Key(template, event.format, event.traceback);
    UnmatchedTemplate known = templates.get(key);
    if (known == null && templates.size() >= MAX_TEMPLATES) {
      further++;
      return;
    }
    boolean room = known == null || known.samples().size() < UnmatchedTemplate.MAX_SAMPLES;
    UnmatchedTemplate one =
        new UnmatchedTemplate(
            template,
            event.level,
            event.format,
            event.traceback,
            1,
            trouble.explains(event, time) ? 1 : 0,
            time,
            time,
            room
                ? List.of(new UnmatchedSample(time, path, offset, EventTexts.sample(event)))
                : List.of());
    templates.put(key, known == null ? one : known.with(one));
  }

  private static boolean complains(ParsedEvent event) {
    return !event.format.isAccess()
        && (event.level.atLeast(Level.ERROR)
            || (event.traceback
                && (event.level == Level.UNKNOWN || event.level.atLeast(Level.WARNING))));
  }

  /** The clusters, the most frequent first. */
  public List<UnmatchedTemplate> templates() {
    return templates.values().stream().sorted(UnmatchedTemplate.MOST_FREQUENT_FIRST).toList();
  }

  /** How many events belong to none of them, because there were too many different ones. */
  public long further() {
    return further;
  }

  /** The earliest event time of any line, {@link Long#MAX_VALUE} when none was dated. */
  public long firstTime() {
    return firstTime;
  }

  /** One list of several sources', the most frequent first; their order makes no difference. */
  public static List<UnmatchedTemplate> merge(List<UnmatchedTemplate> all) {
    Map<Key, UnmatchedTemplate> merged = new LinkedHashMap<>();
    for (UnmatchedTemplate template : all) {
      merged.merge(
          new Key(template.template(), template.format(), template.traceback()),
          template,
          UnmatchedTemplate::with);
    }
    return merged.values().stream().sorted(UnmatchedTemplate.MOST_FREQUENT_FIRST).toList();
  }

  /** As part of the source's snapshot. */
  public void write(StateWriter out) {
    trouble.write(out);
    out.number(firstTime);
    out.number(further);
    out.number(templates.size());
    for (UnmatchedTemplate template : templates.values()) {
      text(out, template.template());
      out.constant(template.level());
      out.constant(template.format());
      out.bool(template.traceback());
      out.number(template.count());
      out.number(template.beside());
      out.number(template.first());
      out.number(template.last());
      out.number(template.samples().size());
      for (UnmatchedSample sample : template.samples()) {
        out.number(sample.time());
        out.number(sample.offset());
        text(out, sample.text());
      }
    }
  }

  /** What {@link #write} wrote. */
  public void read(StateReader in) {
    trouble.read(in);
    firstTime = in.number();
    further = in.number();
    int count = in.index(MAX_TEMPLATES);
    for (int i = 0; i < count; i++) {
      String text = text(in);
      Level level = in.constant(Level.class);
      LineFormat format = in.constant(LineFormat.class);
      boolean traceback = in.bool();
      long events = in.number();
      long beside = in.number();
      long first = in.number();
      long last = in.number();
      List<UnmatchedSample> samples = new ArrayList<>();
      int size = in.index(UnmatchedTemplate.MAX_SAMPLES);
      for (int sample = 0; sample < size; sample++) {
        samples.add(new UnmatchedSample(in.number(), path, in.number(), text(in)));
      }
      templates.put(
          new Key(text, format, traceback),
          new UnmatchedTemplate(
              text, level, format, traceback, events, beside, first, last, samples));
    }
  }

  private static void text(StateWriter out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.range(bytes, bytes.length);
  }

  private static String text(StateReader in) {
    return new String(in.range(MAX_BYTES), StandardCharsets.UTF_8);
  }
}
