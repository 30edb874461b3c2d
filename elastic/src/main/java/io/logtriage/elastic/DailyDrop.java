package io.logtriage.elastic;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops old indices once a day; what goes wrong there must not keep documents waiting. */
final class DailyDrop {
  private static final Logger LOG = LoggerFactory.getLogger(DailyDrop.class);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration AGAIN = Duration.ofHours(1);

  private final OldIndices oldIndices;
  private long due = System.nanoTime();

  DailyDrop(OldIndices oldIndices) {
    this.oldIndices = oldIndices;
  }

  void dropIfDue() {
    if (System.nanoTime() - due < 0) {
      return;
    }
    try {
      List<String> dropped = oldIndices.drop(System.currentTimeMillis());
      if (!dropped.isEmpty()) {
        LOG.info("Retention: dropped {}", dropped);
      }
      due = System.nanoTime() + DAY.toNanos();
    } catch (IOException e) {
      LOG.warn(
          "Retention: old indices could not be dropped, next attempt in an hour: {}",
          e.getMessage());
      due = System.nanoTime() + AGAIN.toNanos();
    }
  }
}
