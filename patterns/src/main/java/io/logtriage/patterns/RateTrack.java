package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import io.logtriage.patterns.catalogue.Symptom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One rate of one tier in one source. What it finds follows from the lines and their order alone:
 * each line is judged by those before it, so neither batches nor restarts nor pauses matter.
 *
 * <p>When the share is reached, all hits in the window are found at once; each further one at once,
 * as long as the share holds.
 */
final class RateTrack {
  private static final int MAX_TEXT = 8 * 1024 * 4;

  private final RateRule rule;
  private final String dataset;
  private final RateWindow window;

  /** First hits of the latest seconds with hits that wait. */
  private final Deque<Hit> waiting = new ArrayDeque<>();

  private final List<Found> found = new ArrayList<>();

  /** Routes of hits that wait, when an answer on one of them shows recovery. */
  private final FailedRoutes routes = new FailedRoutes();

  private final boolean watchesRoutes;
  private @Nullable SortedMap<String, String> group;

  /** What stands for the hits of one second. */
  private record Hit(Sample sample, Map<String, String> fields) {
    long second() {
      return Math.floorDiv(sample.time(), 1_000L);
    }
  }

  RateTrack(RateRule rule, String dataset) {
    this.rule = rule;
    this.dataset = dataset;
    this.window = new RateWindow(rule.seconds());
    this.watchesRoutes = RecoveryWatch.ofRoutes(rule.symptom());
  }

  RateRule rule() {
    return rule;
  }

  /**
   * Takes one request; whether it is part of what is found.
   *
   * @param hit asked for evidence only where there is none of that second yet
   */
  boolean take(long time, int status, long micros, Evidence hit) {
    long second = Math.floorDiv(time, 1_000L);
    if (!window.reach(second)) {
      return false;
    }
    window.request();
    boolean hits = rule.hits(status, micros);
    if (hits) {
      hold(second, time, hit);
      if (watchesRoutes) {
        routes.add(hit.route(), time);
      }
    }
    if (window.held() == 0 || !rule.isMet(window.requests(), window.hits())) {
      return false;
    }
    long last = window.heldTo();
    if (!find()) {
      return false;
    }
    if (watchesRoutes) {
      if (group == null) {
        group = hit.group(rule.symptom());
      }
      hit.failed(rule.symptom(), group, routes, window.oldest() * 1_000, last);
      routes.clear();
    }
    return hits;
  }

  /** Makes evidence of the current line. */
  interface Evidence {
    Sample sample();

    Map<String, String> fields();

    /** The current line's, as {@link FailedRoutes} tells routes. */
    long route();

    /** Those of {@code routes} that failed from {@code from} on are part of what was found. */
    void failed(
        Symptom symptom,
        SortedMap<String, String> group,
        FailedRoutes routes,
        long from,
        long last);

    /** What separates incidents of a rate: the same for all requests of a tier. */
    SortedMap<String, String> group(Symptom symptom);
  }

  private void hold(long second, long time, Evidence hit) {
    boolean first = window.hold(time);
    waiting.removeIf(earlier -> earlier.second() < window.oldest());
    boolean joins = latest(second) != null && rule.isMet(window.requests(), window.hits());
    if ((first || waiting.isEmpty()) && !joins) {
      waiting.add(new Hit(hit.sample(), hit.fields()));
      if (waiting.size() > Finding.MAX_SAMPLES) {
        waiting.removeFirst();
      }
    }
  }

  /** All that waits is found; false when none of it is left as evidence, then it waits on. */
  private boolean find() {
    long from = window.heldFrom();
    waiting.removeIf(earlier -> earlier.second() < window.oldest());
    Found latest = latest(Math.floorDiv(from, 1_000L));
    if (waiting.isEmpty() && latest == null) {
      return false;
    }
    if (waiting.isEmpty()) {
      latest.add(from, window.heldTo(), window.held());
    } else {
      found.add(
          new Found(
              from,
              window.heldTo(),
              window.held(),
              List.copyOf(waiting),
              window.requests(),
              window.hits()));
    }
    waiting.clear();
    window.release();
    return true;
  }

  /** What was found last and not handed over, if of this second. */
  private @Nullable Found latest(long second) {
    Found latest = found.isEmpty() ? null : found.get(found.size() - 1);
    return latest != null && Math.floorDiv(latest.last, 1_000L) == second ? latest : null;
  }

  void drain(FindingCollector collector, Consumer<Finding> findings) {
    for (Found one : found) {
      findings.accept(one.finding(rule, dataset, collector));
    }
    found.clear();
  }

  boolean drained() {
    return found.isEmpty();
  }

  void write(StateWriter out) {
    window.write(out);
    routes.write(out);
    out.number(waiting.size());
    for (Hit hit : waiting) {
      text(out, hit.sample().id());
      out.number(hit.sample().time());
      text(out, hit.sample().message());
      out.number(hit.sample().offset());
      out.number(hit.fields().size());
      hit.fields()
          .forEach(
              (name, value) -> {
                text(out, name);
                text(out, value);
              });
    }
  }

  void read(StateReader in, String path) {
    window.read(in);
    routes.read(in);
    for (int left = in.index(Finding.MAX_SAMPLES); left > 0; left--) {
      Sample sample = new Sample(text(in), in.number(), text(in), path, in.number());
      Map<String, String> fields = new HashMap<>();
      for (int count = in.index(100); count > 0; count--) {
        fields.put(text(in), text(in));
      }
      waiting.add(new Hit(sample, fields));
    }
  }

  private static void text(StateWriter out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.range(bytes, bytes.length);
  }

  private static String text(StateReader in) {
    return new String(in.range(MAX_TEXT), UTF_8);
  }

  /** Hits that are found together. */
  private static final class Found {
    private final List<Hit> hits;
    private final long requestsInWindow;
    private final long hitsInWindow;
    private long first;
    private long last;
    private long count;

    Found(
        long first,
        long last,
        long count,
        List<Hit> hits,
        long requestsInWindow,
        long hitsInWindow) {
      this.first = first;
      this.last = last;
      this.count = count;
      this.hits = hits;
      this.requestsInWindow = requestsInWindow;
      this.hitsInWindow = hitsInWindow;
    }

    void add(long from, long to, long more) {
      first = Math.min(first, from);
      last = Math.max(last, to);
      count += more;
    }

    Finding finding(RateRule rule, String dataset, FindingCollector collector) {
      Source source = collector.source();
      Map<String, String> fields = new HashMap<>(hits.get(0).fields());
      fields.put("rate.requests", Long.toString(requestsInWindow));
      fields.put("rate.hits", Long.toString(hitsInWindow));
      return new Finding(
          rule.symptom().id(),
          hits.get(0).sample().id(),
          source.host(),
          source.path(),
          source.service(),
          dataset,
          first,
          last,
          count,
          false,
          collector.group(rule.symptom(), fields),
          fields,
          hits.stream().map(Hit::sample).toList());
    }
  }
}
