package io.logtriage.patterns.wire;

import static java.util.Objects.requireNonNull;

/**
 * Names of our topics and of the Streams application, all under one prefix.
 *
 * @param prefix put before every name as it is; empty by default
 */
public record Topics(String prefix) {

  public Topics {
    requireNonNull(prefix, "prefix is null");
    if (!prefix.matches("[a-zA-Z0-9._-]{0,100}")) {
      throw new IllegalArgumentException(
          "prefix '" + prefix + "': expected at most 100 of the characters a-z A-Z 0-9 . _ -");
    }
  }

  /** Raw lines, as shippers send them. */
  public String logs() {
    return prefix + "logs";
  }

  /** Incidents, compacted: each record is the whole state of one. */
  public String incidents() {
    return prefix + "incidents";
  }

  /** Matching events with their incident's id. */
  public String taggedLogs() {
    return prefix + "tagged-logs";
  }

  /** Every event with its fields, for those who ask for it. */
  public String parsedLogs() {
    return prefix + "parsed-logs";
  }

  /** What was refused, and why. */
  public String deadLetters() {
    return prefix + "dead-letters";
  }

  /** What `notify` has told whom, compacted. */
  public String notified() {
    return prefix + "notified";
  }

  /** Application id of the Streams topology: consumer group, state folder, internal topics. */
  public String applicationId() {
    return prefix + "logtriage";
  }
}
