package io.logtriage.streams;

/** How far the time of one deployment has come in one partition. Epoch milliseconds. */
final class DeploymentClock {
  /** How far ahead of ingest live lines may carry a clock. */
  static final long TOLERANCE = 5_000;

  private long time = Long.MIN_VALUE;

  /** Greatest arrival of lines without any time of their own; counts once the input is at rest. */
  private long undated = Long.MIN_VALUE;

  private long movedAt = Long.MIN_VALUE;
  private long lastHeardAt = Long.MIN_VALUE;
  private long sentTime = Long.MIN_VALUE;
  private long sentAt = Long.MIN_VALUE;

  /** Goes on from stored state; the last heard of several wins. */
  void restore(long storedTime, long heardAt) {
    if (heardAt > lastHeardAt || (heardAt == lastHeardAt && storedTime > time)) {
      time = storedTime;
      movedAt = heardAt;
      lastHeardAt = heardAt;
    }
  }

  /** A live line was heard: the clock is at most a little ahead of it, whatever was before. */
  void live(long eventTime, long ingest) {
    time = Math.min(Math.max(time, eventTime), ingest + TOLERANCE);
    heard(ingest);
  }

  /** A line was heard that stood in its file before the shipper came. */
  void history(long eventTime, long ingest) {
    time = Math.max(time, eventTime);
    heard(ingest);
  }

  /** A line was heard of a source that never tells the time. */
  void undatedHistory(long arrival, long ingest) {
    undated = Math.max(undated, arrival);
    heard(ingest);
  }

  /** Lets the clock go on by itself: nothing waits to be read. */
  void advance(long now) {
    time = Math.max(time, undated);
    if (time != Long.MIN_VALUE && now > movedAt) {
      time += now - movedAt;
      movedAt = now;
    }
  }

  long time() {
    return time;
  }

  long sentTime() {
    return sentTime;
  }

  long lastHeardAt() {
    return lastHeardAt;
  }

  /** Whether the time moved and was not told for a second. */
  boolean due(long now) {
    return time != sentTime && (sentAt == Long.MIN_VALUE || now - sentAt >= 1_000 || now < sentAt);
  }

  void sent(long now) {
    sentTime = time;
    sentAt = now;
  }

  private void heard(long ingest) {
    movedAt = ingest;
    lastHeardAt = Math.max(lastHeardAt, ingest);
  }
}
