package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.format.ParsedEvent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Content identity of events: the same live and in replay, whatever offsets, batches and restarts
 * were in between. Used for matching events only, so a cryptographic hash is fast enough.
 */
final class ContentIdentity {
  private static final int BYTES = 16;
  private static final byte[] END = {0};

  private final byte[] host;
  private final byte[] path;
  private final MessageDigest digest;

  ContentIdentity(Source source) {
    this.host = source.host().getBytes(UTF_8);
    this.path = source.path().getBytes(UTF_8);
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Hash over host, path, event time and the event's bytes. */
  byte[] hash(ParsedEvent event, long time) {
    digest.update(host);
    digest.update(END);
    digest.update(path);
    digest.update(END);
    digest.update(ByteBuffer.allocate(8).putLong(time).flip());
    digest.update(event.bytes, event.from, event.to - event.from);
    return digest.digest();
  }

  /** The first 64 bits of a hash. */
  static long prefix(byte[] hash) {
    return ByteBuffer.wrap(hash).getLong();
  }

  /** Identity of an event of this hash that came after {@code before} equal ones. */
  String id(byte[] hash, int before) {
    byte[] bytes = hash;
    if (before > 0) {
      digest.update(hash);
      bytes = digest.digest(ByteBuffer.allocate(4).putInt(before).array());
    }
    return HexFormat.of().formatHex(bytes, 0, BYTES);
  }
}
