package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.format.RequestTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rates of one source's requests: one track for each rate and tier that its lines show, as
 * proxies and applications may write into one stream and see the same request.
 */
final class SourceRates implements RateTrack.Evidence {
  /** Tiers by the dataset of their lines. */
  private static final List<String> DATASETS =
      List.of(LineFormat.NGINX_ACCESS.dataset(), LineFormat.GUNICORN_ACCESS.dataset());

  private final RateRules rules;
  private final FindingCollector collector;
  private final @Nullable RateTrack[] tracks;
  private @Nullable ParsedEvent event;
  private long micros;

  SourceRates(RateRules rules, FindingCollector collector) {
    this.rules = rules;
    this.collector = collector;
    this.tracks = new RateTrack[DATASETS.size() * rules.size()];
  }

  /** Whether the line may become evidence, so that secrets must be taken out of it. */
  boolean watches(ParsedEvent line) {
    return rules.watch(line);
  }

  /**
   * Counts an access line that the collector has begun; whether it is part of what was found. Hits
   * that only later prove to be too many are found then.
   */
  boolean take(ParsedEvent line, long time) {
    if (!rules.count(line)) {
      return false;
    }
    event = line;
    micros = RequestTime.micros(line);
    int tier = line.format == LineFormat.GUNICORN_ACCESS ? 1 : 0;
    boolean found = false;
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).counts(micros)) {
        found |= track(tier, i).take(time, line.status, micros, this);
      }
    }
    return found;
  }

  @Override
  public Sample sample() {
    return collector.sample();
  }

  @Override
  public Map<String, String> fields() {
    ParsedEvent line = event;
    if (line == null) {
      throw new IllegalStateException("fields without a line");
    }
    Map<String, String> fields = EventFields.of(line, Map.of());
    if (micros >= 0) {
      fields.put("event.duration", Long.toString(micros * 1_000));
    }
    return fields;
  }

  @Override
  public long route() {
    ParsedEvent line = event;
    return line == null ? 0 : FailedRoutes.route(line);
  }

  @Override
  public void failed(
      Symptom symptom, SortedMap<String, String> group, FailedRoutes routes, long from, long last) {
    collector.failedRoutes(symptom, group, routes, from, last);
  }

  @Override
  public SortedMap<String, String> group(Symptom symptom) {
    return collector.group(symptom, fields());
  }

  @Override
  public void found(Function<FindingCollector, Finding> finding) {
    collector.add(() -> finding.apply(collector));
  }

  /** What was found has been handed over. */
  void drained() {
    for (RateTrack track : tracks) {
      if (track != null) {
        track.drained();
      }
    }
  }

  void write(StateWriter out) {
    for (int at = 0; at < tracks.length; at++) {
      RateTrack track = tracks[at];
      if (track != null) {
        StateWriter state = new StateWriter();
        track.write(state);
        byte[] bytes = state.toByteArray();
        byte[] id = track.rule().symptom().id().getBytes(UTF_8);
        out.bool(true);
        out.number(at / rules.size());
        out.range(id, id.length);
        out.number(track.rule().seconds());
        out.range(bytes, bytes.length);
      }
    }
    out.bool(false);
  }

  /**
   * Reads what {@link #write} wrote; leaves out rates that the catalogue does not have any more.
   */
  void read(StateReader in) {
    while (in.bool()) {
      int tier = in.index(DATASETS.size() - 1);
      String id = new String(in.range(200), UTF_8);
      long seconds = in.number();
      byte[] bytes = in.range(Integer.MAX_VALUE);
      for (int i = 0; i < rules.size(); i++) {
        RateRule rule = rules.get(i);
        if (rule.symptom().id().equals(id) && rule.seconds() == seconds) {
          track(tier, i).read(new StateReader(bytes), collector.source().path());
        }
      }
    }
  }

  private RateTrack track(int tier, int rule) {
    int at = tier * rules.size() + rule;
    RateTrack track = tracks[at];
    if (track == null) {
      track = new RateTrack(rules.get(rule), DATASETS.get(tier));
      tracks[at] = track;
    }
    return track;
  }
}
