package io.logtriage.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.ParsedEvents;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.wire.DeadLetter.Origin.TopicRecord;
import io.logtriage.streams.incident.ParsedLogDocument;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes a record of every event. Its id is what the event says and where it stands: the offset in
 * its file, or, where that is not known, the record of {@code logs} that completed it.
 */
final class ParsedLogs {
  private static final int ID_BYTES = 16;
  private static final int MAX_MESSAGE = 8 * 1024;

  private final Engine engine;
  private final Consumer<Record<byte[], byte[]>> out;
  private final MessageDigest digest;
  private byte[] place = new byte[0];
  private long within;
  private long now;

  ParsedLogs(Engine engine, Consumer<Record<byte[], byte[]>> out) {
    this.engine = engine;
    this.out = out;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The events that follow are completed by this record, or by the silence behind it. */
  void at(TopicRecord record, long newNow) {
    place = record.toString().getBytes(UTF_8);
    within = 0;
    now = newNow;
  }

  ParsedEvents of(Source source) {
    return (event, offset, time) -> take(source, event, offset, time);
  }

  private void take(Source source, ParsedEvent event, long offset, long time) {
    String id = id(source, event, offset, time);
    int end = Math.min(event.to, event.from + MAX_MESSAGE);
    String message = new String(event.bytes, event.from, end - event.from, UTF_8);
    byte[] document =
        ParsedLogDocument.toBytes(
            id,
            source,
            event.format.dataset(),
            time,
            message.replace('\0', '\uFFFD'),
            engine.fields(event),
            offset);
    Headers headers = new RecordHeaders();
    headers.add("id", id.getBytes(UTF_8));
    headers.add("time", number(time));
    out.accept(new Record<>(source.key().getBytes(UTF_8), document, now, headers));
  }

  private String id(Source source, ParsedEvent event, long offset, long time) {
    digest.update(source.host().getBytes(UTF_8));
    digest.update((byte) 0);
    digest.update(source.path().getBytes(UTF_8));
    digest.update((byte) 0);
    digest.update(number(time));
    digest.update(event.bytes, event.from, event.to - event.from);
    digest.update((byte) 0);
    if (offset >= 0) {
      digest.update(number(offset));
    } else {
      digest.update(place);
      digest.update(number(within++));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
