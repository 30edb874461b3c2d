package io.logtriage.patterns.wire;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was refused, why, and enough of it to send it again. The bytes are stored as they are given:
 * redact them before.
 */
public final class DeadLetter {
  /** How many bytes of a value are kept. */
  public static final int MAX_VALUE = 256 * 1024;

  private static final int MAX_REASON = 4096;
  private static final int MAX_SMALL = 16 * 1024;

  /** Behind the shipper's name in a record that was sent again. */
  private static final String RESENT = "~resent";

  private final String reason;
  private final Origin origin;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final List<WireHeader> headers;
  private final long time;
  private final boolean truncated;

  /**
   * Cuts what is over the bounds and remembers that in {@link #truncated()}.
   *
   * @param reason for an administrator: what was expected, what was found
   * @param time when it was refused, epoch milliseconds
   */
  public DeadLetter(
      String reason,
      Origin origin,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<WireHeader> headers,
      long time) {
    this(reason, origin, key, value, headers, time, false);
  }

  DeadLetter(
      String reason,
      Origin origin,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<WireHeader> headers,
      long time,
      boolean alreadyTruncated) {
    this.reason = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "...";
    this.origin = requireNonNull(origin, "origin is null");
    this.key = bounded(key, MAX_SMALL);
    this.value = bounded(value, MAX_VALUE);
    this.headers = firstOf(headers);
    this.time = time;
    this.truncated =
        alreadyTruncated
            || length(key) > MAX_SMALL
            || length(value) > MAX_VALUE
            || this.headers.size() < headers.size();
  }

  /** Reads what {@link #encode()} wrote. */
  public static DeadLetter decode(byte[] json) {
    return DeadLetterJson.read(json);
  }

  /** The record's value: one JSON object. */
  public byte[] encode() {
    return DeadLetterJson.write(this);
  }

  /** The record's key: its origin, so that a repeat lands beside the first. */
  public byte[] recordKey() {
    return origin.toString().getBytes(StandardCharsets.UTF_8);
  }

  public String reason() {
    return reason;
  }

  public Origin origin() {
    return origin;
  }

  public byte @Nullable [] key() {
    return key;
  }

  public byte @Nullable [] value() {
    return value;
  }

  public List<WireHeader> headers() {
    return headers;
  }

  /**
   * The headers with which it can be sent again. A record of our shipper gets a place of its own
   * among the positions: under its old one it would be dropped as a repeat, for the shipper has
   * gone on since.
   *
   * @param attempt greater for every attempt
   */
  public List<WireHeader> headersForResending(long attempt) {
    return headers.stream()
        .map(
            header ->
                switch (header.name()) {
                  case HeaderNames.SHIPPER ->
                      WireHeader.text(header.name(), header.text() + RESENT);
                  case HeaderNames.GENERATION ->
                      WireHeader.text(header.name(), Long.toString(attempt));
                  default -> header;
                })
        .toList();
  }

  public long time() {
    return time;
  }

  /** Whether bytes were cut, so that it cannot be sent again as it was. */
  public boolean truncated() {
    return truncated;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static byte @Nullable [] bounded(byte @Nullable [] bytes, int limit) {
    return bytes == null || bytes.length <= limit ? bytes : Arrays.copyOf(bytes, limit);
  }

  private static List<WireHeader> firstOf(List<WireHeader> headers) {
    int bytes = 0;
    int count = 0;
    while (count < headers.size()) {
      WireHeader header = headers.get(count);
      bytes += header.name().length() + header.value().length;
      if (bytes > MAX_SMALL) {
        break;
      }
      count++;
    }
    return List.copyOf(headers.subList(0, count));
  }

  /** Where the refused thing was, or was meant to go. */
  public sealed interface Origin {

    /** A record that could not be read. */
    record TopicRecord(String topic, int partition, long offset) implements Origin {
      public TopicRecord {
        requireNonNull(topic, "topic is null");
      }

      @Override
      public String toString() {
        return topic + "-" + partition + "@" + offset;
      }
    }

    /** A document that Elasticsearch refused. */
    record Document(String index, String id) implements Origin {
      public Document {
        requireNonNull(index, "index is null");
        requireNonNull(id, "id is null");
      }

      @Override
      public String toString() {
        return index + "/" + id;
      }
    }
  }
}
