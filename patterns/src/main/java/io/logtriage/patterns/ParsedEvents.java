package io.logtriage.patterns;

import io.logtriage.patterns.format.ParsedEvent;

/** Hears of every event of a source, also of those that show no symptom. */
public interface ParsedEvents {
  /**
   * One event, without secrets, valid during the call. Further lines of a harmless message are
   * events of their own: they are not worth waiting for.
   *
   * @param offset byte offset of its first line in the uncompressed file, -1 when unknown
   * @param time of the event, or what stands in for it, epoch milliseconds
   */
  void event(ParsedEvent event, long offset, long time);
}
