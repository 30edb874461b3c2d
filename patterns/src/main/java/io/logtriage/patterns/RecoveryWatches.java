package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.format.StaticFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What one source showed lately and how it would show that it is over. Bounded; empty for a source
 * that is well, so that its lines cost nothing.
 */
final class RecoveryWatches {
  /** Watched at a time; the one that began longest ago makes room. */
  private static final int LIMIT = 64;

  private static final int MAX_TEXT = 8 * 1024;

  private final Catalogue catalogue;
  private final Map<Key, RecoveryWatch> watches = new LinkedHashMap<>();
  private final List<Recovery> found = new ArrayList<>();
  private int ofRoutes;

  private record Key(String symptom, SortedMap<String, String> group) {}

  RecoveryWatches(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Notes that a symptom which can show recovery was found. */
  RecoveryWatch failed(Symptom symptom, SortedMap<String, String> group, long time) {
    RecoveryWatch watch = watch(symptom, group);
    watch.failed(time);
    return watch;
  }

  /** Whether nothing is watched, so that no sign says anything. */
  boolean isEmpty() {
    return watches.isEmpty();
  }

  /** Whether an access line may be an answer that is waited for. */
  boolean awaitsAnswers() {
    return ofRoutes > 0;
  }

  /** Takes an access line: it may answer on a route, or from an upstream, that had failed. */
  void answered(ParsedEvent event, long time) {
    if (!isAnswer(event.status) || event.targetFrom < 0 || StaticFiles.asks(event)) {
      return;
    }
    long route = FailedRoutes.route(event);
    long upstream = UpstreamAddresses.last(event);
    tell(
        time,
        watch ->
            watch.ofRoutes()
                && (watch.routes().contains(route)
                    || (upstream != UpstreamAddresses.NONE
                        && watch.upstreams().contains(upstream))));
  }

  /**
   * Takes a line that shows recovery of {@code symptom}, if it had been found in this source.
   *
   * @param after milliseconds behind the last failure from which on it counts
   */
  void recovered(Symptom symptom, Map<String, String> fields, long time, long after) {
    tell(
        time,
        watch ->
            watch.symptom().id().equals(symptom.id())
                && watch.isOf(fields)
                && time >= watch.failedAt() + after);
  }

  /**
   * Whether the application gave this answer, well or ill. Not counted: what nginx says without
   * asking it, when a client left or asked too much (408, 429, 444, 494 to 499), and moves for good
   * (301, 308), most of them from http to https.
   */
  private static boolean isAnswer(int status) {
    return status >= 200
        && status < 494
        && status != 301
        && status != 308
        && status != 408
        && status != 429
        && status != 444;
  }

  private void tell(long time, Predicate<RecoveryWatch> concerned) {
    boolean over = false;
    for (RecoveryWatch watch : watches.values()) {
      if (concerned.test(watch) && watch.sign(time)) {
        found.add(new Recovery(watch.symptom().id(), watch.group(), time));
      }
      over |= watch.isOver(time);
    }
    if (over) {
      watches.values().removeIf(watch -> watch.isOver(time));
      count();
    }
  }

  private RecoveryWatch watch(Symptom symptom, SortedMap<String, String> group) {
    Key key = new Key(symptom.id(), group);
    RecoveryWatch known = watches.get(key);
    if (known != null) {
      return known;
    }
    if (watches.size() == LIMIT) {
      watches.remove(watches.keySet().iterator().next());
    }
    RecoveryWatch watch = new RecoveryWatch(symptom, group);
    watches.put(key, watch);
    count();
    return watch;
  }

  private void count() {
    ofRoutes = (int) watches.values().stream().filter(RecoveryWatch::ofRoutes).count();
  }

  void drain(Consumer<Recovery> recoveries) {
    found.forEach(recoveries);
    found.clear();
  }

  void write(StateWriter out) {
    out.number(watches.size());
    for (RecoveryWatch watch : watches.values()) {
      text(out, watch.symptom().id());
      out.number(watch.group().size());
      watch
          .group()
          .forEach(
              (name, value) -> {
                text(out, name);
                text(out, value);
              });
      StateWriter state = new StateWriter();
      watch.write(state);
      byte[] bytes = state.toByteArray();
      out.range(bytes, bytes.length);
    }
  }

  /** Reads what {@link #write} wrote; leaves out symptoms that the catalogue has no more. */
  void read(StateReader in) {
    for (int left = in.index(LIMIT); left > 0; left--) {
      String id = text(in);
      SortedMap<String, String> group = new TreeMap<>();
      for (int parts = in.index(MAX_TEXT); parts > 0; parts--) {
        group.put(text(in), text(in));
      }
      StateReader state = new StateReader(in.range(Integer.MAX_VALUE));
      catalogue
          .find(id)
          .ifPresent(
              symptom -> {
                RecoveryWatch watch = new RecoveryWatch(symptom, group);
                watch.read(state);
                watches.put(new Key(id, group), watch);
              });
    }
    count();
  }

  private static void text(StateWriter out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.range(bytes, bytes.length);
  }

  private static String text(StateReader in) {
    return new String(in.range(MAX_TEXT), UTF_8);
  }
}
