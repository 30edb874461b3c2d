package io.logtriage.patterns;

import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.detect.Detector;
import io.logtriage.patterns.detect.Recurrence;
import io.logtriage.patterns.format.ParsedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes findings of the symptoms that events show, and folds equal ones of one second. */
final class FindingCollector implements Detector.Matches {
  private static final int MAX_SAMPLE = 8 * 1024;

  private final Source source;
  private final RecoveryWatches recoveries;
  private final Occurrences occurrences = new Occurrences();
  private final FoldedSeconds seconds = new FoldedSeconds();
  private final Recurrences recurrences = new Recurrences();

  /** What waits to be handed over, in order of the lines that showed it first. */
  private final List<Supplier<Finding>> found = new ArrayList<>();

  /** Findings of the run of lines of one second that the current event belongs to. */
  private final Map<Key, Folded> run = new HashMap<>();

  private long runSecond;
  private @Nullable ContentIdentity identity;

  private @Nullable ParsedEvent event;
  private @Nullable Sample sample;
  private long offset;
  private long time;
  private long clock;
  private boolean undated;

  FindingCollector(Source source, RecoveryWatches recoveries) {
    this.source = source;
    this.recoveries = recoveries;
  }

  Occurrences occurrences() {
    return occurrences;
  }

  FoldedSeconds seconds() {
    return seconds;
  }

  Recurrences recurrences() {
    return recurrences;
  }

  /** The matches that follow are this event's. */
  void begin(
      ParsedEvent newEvent, long newOffset, long newTime, boolean newUndated, long newClock) {
    event = newEvent;
    sample = null;
    offset = newOffset;
    time = newTime;
    undated = newUndated;
    clock = newClock;
  }

  /** Whether the current event showed a symptom. */
  boolean matched() {
    return sample != null;
  }

  @Override
  public void match(Symptom symptom, Symptom.OpenCondition open, Map<String, String> extracted) {
    ParsedEvent current = event;
    if (current == null) {
      throw new IllegalStateException("match of " + symptom.id() + " without an event");
    }
    Sample shown = sample();
    Map<String, String> fields = EventFields.of(current, extracted);
    SortedMap<String, String> group = group(symptom, fields);
    String distinct = open.distinct();
    long second = Math.floorDiv(time, 1000);
    if (second != runSecond) {
      run.clear();
      runSecond = second;
    }
    Key key =
        new Key(
            symptom.id(),
            group,
            second,
            process(symptom, extracted),
            open.equals(symptom.open()) ? null : open,
            distinct == null ? null : fields.get(distinct),
            extracted.containsKey(Finding.SUSPECTED));
    FoldedSeconds.Fold fold = seconds.take(key.toString(), shown.id(), clock);
    Folded same = run.get(key);
    if (same == null) {
      same = new Folded(key, fold.id(), current.format.dataset(), fields, undated);
      run.put(key, same);
      found.add(same);
    }
    same.add(shown, fold.shown());
    if (!symptom.recovery().isEmpty() && !undated) {
      RecoveryWatch watch = recoveries.failed(symptom, group, time);
      if (watch.ofRoutes() && current.targetFrom >= 0) {
        watch.routes().add(FailedRoutes.route(current), time);
        UpstreamAddresses.forEach(current, address -> watch.upstreams().add(address, time));
      }
    }
  }

  @Override
  public boolean awaitsRecovery() {
    return !recoveries.isEmpty();
  }

  @Override
  public void recovered(Symptom symptom, Map<String, String> extracted, Duration after) {
    if (!undated) {
      recoveries.recovered(symptom, extracted, time, after.toMillis());
    }
  }

  @Override
  public boolean recurs(Recurrence recurrence) {
    return recurrences.recurs(recurrence, time);
  }

  @Override
  public void explained(Recurrence recurrence) {
    recurrences.explained(recurrence);
  }

  /** Failed requests that only together show a symptom were found. */
  void failedRoutes(
      Symptom symptom, SortedMap<String, String> group, FailedRoutes routes, long from, long last) {
    recoveries.failed(symptom, group, last).routes().addAll(routes, from);
  }

  /** A finding that is complete when it is asked for comes behind those found so far. */
  void add(Supplier<Finding> later) {
    found.add(later);
  }

  void drain(Consumer<Finding> findings) {
    if (found.isEmpty()) {
      return;
    }
    List<Finding> ready = found.stream().map(Supplier::get).toList();
    found.clear();
    run.clear();
    ready.forEach(findings);
  }

  Source source() {
    return source;
  }

  void requireDrained() {
    if (!found.isEmpty()) {
      throw new IllegalStateException(
          found.size() + " findings of " + source.key() + " not drained before the snapshot");
    }
  }

  /** The current event as evidence; an event for which this was asked counts as matched. */
  Sample sample() {
    ParsedEvent current = event;
    if (current == null) {
      throw new IllegalStateException("sample without an event");
    }
    Sample shown = sample;
    if (shown == null) {
      shown = sample(current);
      sample = shown;
    }
    return shown;
  }

  private Sample sample(ParsedEvent current) {
    if (identity == null) {
      identity = new ContentIdentity(source);
    }
    long hashed = undated ? 0 : time;
    byte[] hash = identity.hash(current, hashed);
    int before =
        occurrences.before(Math.floorDiv(hashed, 1000), ContentIdentity.prefix(hash), clock);
    String message = EventText.head(current.bytes, current.from, current.to, MAX_SAMPLE);
    return new Sample(identity.id(hash, before), time, message, source.path(), offset);
  }

  /** Fields of a finding, with what is known about its source. */
  Map<String, String> labelled(Map<String, String> fields) {
    if (source.labels().isEmpty()) {
      return fields;
    }
    Map<String, String> labelled = new HashMap<>(fields);
    source.labels().forEach((name, text) -> labelled.put(Finding.LABEL + name, text));
    return labelled;
  }

  /** The fields of the symptom that separate incidents. */
  SortedMap<String, String> group(Symptom symptom, Map<String, String> fields) {
    SortedMap<String, String> group = new TreeMap<>();
    for (String name : symptom.group()) {
      String value = fields.get(name);
      if (value != null) {
        group.put(name, GroupValues.normalise(name, value));
      }
    }
    group.put("service.name", source.service());
    return group;
  }

  /**
   * The process by which this finding explains another or is explained: folded into one of another
   * process it could not be told any more. Most findings name none and fold.
   */
  private @Nullable String process(Symptom symptom, Map<String, String> extracted) {
    String named = extracted.get("process.pid");
    ParsedEvent current = event;
    return named != null || symptom.explainedBy().isEmpty() || current == null || current.pid < 0
        ? named
        : Long.toString(current.pid);
  }

  private record Key(
      String symptom,
      SortedMap<String, String> group,
      long second,
      @Nullable String process,
      Symptom.@Nullable OpenCondition open,
      @Nullable String distinct,
      boolean suspected) {}

  /** Equal findings of one second. */
  private final class Folded implements Supplier<Finding> {
    private final Key key;
    private final List<Sample> samples = new ArrayList<>(1);
    private final String id;
    private final String dataset;
    private final Map<String, String> fields;
    private final boolean undated;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long count;

    Folded(Key key, String id, String dataset, Map<String, String> fields, boolean undated) {
      this.key = key;
      this.id = id;
      this.dataset = dataset;
      this.fields = fields;
      this.undated = undated;
    }

    void add(Sample sample, boolean shown) {
      if (shown) {
        samples.add(sample);
      }
      first = Math.min(first, sample.time());
      last = Math.max(last, sample.time());
      count++;
    }

    @Override
    public Finding get() {
      return new Finding(
          key.symptom(),
          id,
          source.host(),
          source.path(),
          source.service(),
          dataset,
          first,
          last,
          count,
          undated,
          key.group(),
          labelled(fields),
          samples,
          key.open());
    }
  }
}
