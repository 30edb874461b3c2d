package io.logtriage.streams;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.wire.Position;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds of one source: all that must survive a crash.
 *
 * @param positions highest line taken of each shipper, the one heard last at the end
 * @param clock how far the deployment's time had come in this partition, {@link Long#MIN_VALUE}
 *     when unknown
 * @param heardAt ingest time of the last record
 * @param snapshot of the {@link io.logtriage.patterns.SourceEngine}
 * @param watch state of the {@link io.logtriage.streams.watch.SourceWatch}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredSource(
    Source source,
    List<Position> positions,
    LineCounts counts,
    long clock,
    long heardAt,
    byte[] snapshot,
    long[] watch) {
  private static final int VERSION = 2;

  /** The version before, without {@link #watch()}. */
  private static final int UNWATCHED = 1;

  private static final int MAX_WATCH = 100;

  byte[] encode() {
    ZoneId zone = source.zone();
    ByteWriter writer =
        new ByteWriter(160 + snapshot.length)
            .number(VERSION)
            .text(source.host())
            .text(source.path())
            .text(source.deployment())
            .text(source.service())
            .text(zone == null ? "" : zone.getId())
            .text(source.format() == null ? "" : source.format())
            .number(positions.size());
    for (Position position : positions) {
      writer.text(position.shipper()).number(position.generation()).number(position.offset());
    }
    counts.write(writer);
    writer.number(clock).number(heardAt).bytes(snapshot).number(watch.length);
    for (long number : watch) {
      writer.number(number);
    }
    return writer.toBytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are no state of this version
   */
  static StoredSource decode(byte[] bytes) {
    ByteReader reader = new ByteReader(bytes);
    long version = reader.number();
    if (version != VERSION && version != UNWATCHED) {
      throw new IllegalArgumentException(
          "state version " + version + ", this program reads version " + VERSION);
    }
    String host = reader.text();
    String path = reader.text();
    String deployment = reader.text();
    String service = reader.text();
    String zone = reader.text();
    Source source =
        new Source(
            host,
            path,
            deployment,
            service,
            zone.isEmpty() ? null : ZoneId.of(zone),
            emptyToNull(reader.text()));
    int count = reader.count();
    List<Position> positions = new ArrayList<>(count + 1);
    for (int i = 0; i < count; i++) {
      positions.add(new Position(reader.text(), reader.number(), reader.number()));
    }
    LineCounts counts = LineCounts.read(reader);
    return new StoredSource(
        source,
        positions,
        counts,
        reader.number(),
        reader.number(),
        reader.bytes(),
        version == UNWATCHED ? new long[0] : watch(reader));
  }

  private static long[] watch(ByteReader reader) {
    long[] numbers = new long[Math.min(reader.count(), MAX_WATCH)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = reader.number();
    }
    return numbers;
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
