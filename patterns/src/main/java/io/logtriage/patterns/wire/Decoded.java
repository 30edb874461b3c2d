package io.logtriage.patterns.wire;

/** What a record on {@code logs} turned out to be. */
public sealed interface Decoded {

  /** One of ours. */
  record Ours(LogsRecord record) implements Decoded {}

  /** It has no version header of ours: another shipper's envelope, or plain text. */
  record Foreign() implements Decoded {}

  /** It claims to be one of ours and is not readable as such; belongs to the dead letters. */
  record Malformed(String reason) implements Decoded {}
}
