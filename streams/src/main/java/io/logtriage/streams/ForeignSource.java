package io.logtriage.streams;

import io.logtriage.patterns.Source;
import io.logtriage.streams.envelope.EnvelopeOrigin;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whose lines those are that a shipper not of ours sent: the record's key tells, or nothing. */
final class ForeignSource {
  private static final String UNKNOWN = "unknown";
  private static final int MAX_KEY = 1024;

  private ForeignSource() {}

  /** Whether nothing told whose lines they are. */
  static boolean isUnknown(Source source) {
    return source.host().equals(UNKNOWN);
  }

  /** The key under which the source is kept: the record's own if it is text. */
  static byte[] key(byte @Nullable [] recordKey, String topic, int partition) {
    return recordKey != null && isText(recordKey)
        ? recordKey
        : (UNKNOWN + ":" + topic + "-" + partition).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * {@code host:path} as our own shippers write it; a bare path has an unknown host, any other word
   * is a host.
   */
  static Source of(byte[] key, String topic) {
    String text = new String(key, StandardCharsets.UTF_8);
    int colon = text.indexOf(':');
    if (colon > 0 && colon < text.length() - 1) {
      return source(text.substring(0, colon), text.substring(colon + 1));
    }
    return text.startsWith("/") ? source(UNKNOWN, text) : source(text, topic);
  }

  /** The same, with what an envelope says about it. */
  static Source of(EnvelopeOrigin origin, Source fallback) {
    String host = origin.host() == null ? fallback.host() : origin.host();
    return new Source(
        host,
        origin.path() == null ? fallback.path() : origin.path(),
        origin.deployment() == null ? host : origin.deployment(),
        origin.service() == null ? UNKNOWN : origin.service(),
        null,
        null);
  }

  private static Source source(String host, String path) {
    return new Source(host, path, host, UNKNOWN, null, null);
  }

  private static boolean isText(byte[] key) {
    if (key.length == 0 || key.length > MAX_KEY) {
      return false;
    }
    for (byte value : key) {
      if (value >= 0 && value < 0x20) {
        return false;
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).length() > 0;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
