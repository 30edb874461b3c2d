package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import io.logtriage.patterns.catalogue.Symptom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
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

  /** What was found last, if it was not handed over. */
  private @Nullable Found latest;

  /** What stood for what was found last, and the second of its last hit. */
  private @Nullable Hit lead;

  private long leadSecond = Long.MIN_VALUE;

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
    if (!find(hit)) {
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

    /** Takes what was found, complete once it is handed over. */
    void found(Function<FindingCollector, Finding> finding);

    /** What separates incidents of a rate: the same for all requests of a tier. */
    SortedMap<String, String> group(Symptom symptom);
  }

  private void hold(long second, long time, Evidence hit) {
    boolean first = window.hold(time);
    waiting.removeIf(earlier -> earlier.second() < window.oldest());
    boolean joins = leadSecond == second && rule.isMet(window.requests(), window.hits());
    if ((first || waiting.isEmpty()) && !joins) {
      waiting.add(new Hit(hit.sample(), hit.fields()));
      if (waiting.size() > Finding.MAX_SAMPLES) {
        waiting.removeFirst();
      }
    }
  }

  /** All that waits is found; false when none of it is left as evidence, then it waits on. */
  private boolean find(Evidence evidence) {
    long from = window.heldFrom();
    waiting.removeIf(earlier -> earlier.second() < window.oldest());
    boolean joins = leadSecond == Math.floorDiv(from, 1_000L);
    if (waiting.isEmpty() && !joins) {
      return false;
    }
    long to = window.heldTo();
    if (!waiting.isEmpty()) {
      lead = waiting.getFirst();
      leadSecond = Math.floorDiv(to, 1_000L);
      add(from, to, List.copyOf(waiting), evidence);
    } else {
      leadSecond = Math.max(leadSecond, Math.floorDiv(to, 1_000L));
      Found open = latest;
      if (open == null) {
        add(from, to, List.of(), evidence);
      } else {
        open.add(from, to, window.held());
      }
    }
    waiting.clear();
    window.release();
    return true;
  }

  /** Hits that join what was handed over already have no evidence of their own. */
  private void add(long from, long to, List<Hit> hits, Evidence evidence) {
    Found added =
        new Found(
            requireNonNull(lead, "nothing was found before"),
            from,
            to,
            window.held(),
            hits,
            window.requests(),
            window.hits());
    latest = added;
    evidence.found(collector -> added.finding(rule, dataset, collector));
  }

  /** What was found has been handed over. */
  void drained() {
    latest = null;
  }

  void write(StateWriter out) {
    window.write(out);
    routes.write(out);
    out.number(waiting.size());
    waiting.forEach(hit -> write(out, hit));
    out.number(leadSecond);
    out.bool(lead != null);
    if (lead != null) {
      write(out, lead);
    }
  }

  void read(StateReader in, String path) {
    window.read(in);
    routes.read(in);
    for (int left = in.index(Finding.MAX_SAMPLES); left > 0; left--) {
      waiting.add(hit(in, path));
    }
    leadSecond = in.number();
    lead = in.bool() ? hit(in, path) : null;
  }

  private static void write(StateWriter out, Hit hit) {
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

  private static Hit hit(StateReader in, String path) {
    Sample sample = new Sample(text(in), in.number(), text(in), path, in.number());
    Map<String, String> fields = new HashMap<>();
    for (int count = in.index(100); count > 0; count--) {
      fields.put(text(in), text(in));
    }
    return new Hit(sample, fields);
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
    private final Hit lead;
    private final List<Hit> hits;
    private final long requestsInWindow;
    private final long hitsInWindow;
    private long first;
    private long last;
    private long count;

    Found(
        Hit lead,
        long first,
        long last,
        long count,
        List<Hit> hits,
        long requestsInWindow,
        long hitsInWindow) {
      this.lead = lead;
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
      Map<String, String> fields = new HashMap<>(lead.fields());
      fields.put("rate.requests", Long.toString(requestsInWindow));
      fields.put("rate.hits", Long.toString(hitsInWindow));
      return new Finding(
          rule.symptom().id(),
          lead.sample().id(),
          source.host(),
          source.path(),
          source.service(),
          dataset,
          first,
          last,
          count,
          false,
          collector.group(rule.symptom(), fields),
          collector.labelled(fields),
          hits.stream().map(Hit::sample).toList());
    }
  }
}
