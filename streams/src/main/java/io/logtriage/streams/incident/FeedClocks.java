package io.logtriage.streams.incident;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far the time of one deployment has come: the slowest of its feeds, those left out that were
 * not heard for {@link #SILENT_AFTER}.
 *
 * <p>Goes back only when a feed takes back what it said: history with wrong times had run ahead.
 */
final class FeedClocks {
  /** Nothing dated was seen yet. */
  static final long UNKNOWN = Long.MIN_VALUE;

  /** Milliseconds of the wall after which a silent feed no longer holds the clock. */
  static final long SILENT_AFTER = 5_000;

  private static final long FORGET_AFTER = 3_600_000;

  private final TreeMap<String, Feed> feeds = new TreeMap<>();
  private long now = UNKNOWN;
  private long heard = UNKNOWN;

  /** What a feed said last, and when. */
  record Feed(long clock, long heardAt) {}

  long now() {
    return now;
  }

  /**
   * Notes that {@code name} has come to {@code clock}; whether the deployment's clock went back.
   */
  boolean hear(String name, long clock, long heardAt) {
    heard = Math.max(heard, heardAt);
    Feed before = feeds.get(name);
    if (clock == UNKNOWN) {
      if (before != null) {
        feeds.put(name, new Feed(before.clock(), heard));
      }
      return false;
    }
    feeds.put(name, new Feed(clock, heard));
    if (before != null && clock < before.clock() && clock < now) {
      now = clock;
      return true;
    }
    now = Math.max(now, slowest());
    return false;
  }

  /** What {@code name} said last, {@link #UNKNOWN} when nothing. */
  long of(String name) {
    Feed feed = feeds.get(name);
    return feed == null ? UNKNOWN : feed.clock();
  }

  private long slowest() {
    feeds.values().removeIf(feed -> feed.heardAt() < heard - FORGET_AFTER);
    long slowest = Long.MAX_VALUE;
    for (Feed feed : feeds.values()) {
      if (feed.heardAt() >= heard - SILENT_AFTER) {
        slowest = Math.min(slowest, feed.clock());
      }
    }
    return slowest;
  }

  void write(StateWriter out) {
    out.number(now);
    out.number(heard);
    out.number(feeds.size());
    for (Map.Entry<String, Feed> feed : feeds.entrySet()) {
      out.text(feed.getKey());
      out.number(feed.getValue().clock());
      out.number(feed.getValue().heardAt());
    }
  }

  static FeedClocks read(StateReader in) {
    FeedClocks clocks = new FeedClocks();
    clocks.now = in.number();
    clocks.heard = in.number();
    for (long left = in.number(); left > 0; left--) {
      clocks.feeds.put(in.text(), new Feed(in.number(), in.number()));
    }
    return clocks;
  }
}
