package io.logtriage.patterns;

import static java.util.Objects.requireNonNull;

/**
 * One event kept as evidence.
 *
 * @param id content identity of the event (see {@link Finding#id()})
 * @param time event time, epoch milliseconds
 * @param message the event's text, at most 8 KB, malformed UTF-8 replaced
 * @param path log file path without rotation suffix
 * @param offset byte offset of its first line in the uncompressed file, or -1 when unknown
 */
public record Sample(String id, long time, String message, String path, long offset) {

  public Sample {
    requireNonNull(id, "id is null");
    requireNonNull(message, "message is null");
    requireNonNull(path, "path is null");
  }
}
