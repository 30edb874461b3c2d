package io.logtriage.streams;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.wire.Position;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final int VERSION = 3;

  /** The version before, without labels. */
  private static final int UNLABELLED = 2;

  /** The first version, also without {@link #watch()}. */
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
    writer.number(source.labels().size());
    source.labels().forEach((name, text) -> writer.text(name).text(text));
    return writer.toBytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are no state of this version
   */
  static StoredSource decode(byte[] bytes) {
    ByteReader reader = new ByteReader(bytes);
    long version = reader.number();
    if (version < UNWATCHED || version > VERSION) {
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
    long clock = reader.number();
    long heardAt = reader.number();
    byte[] snapshot = reader.bytes();
    long[] watch = version == UNWATCHED ? new long[0] : watch(reader);
    Map<String, String> labels = version <= UNLABELLED ? Map.of() : labels(reader);
    return new StoredSource(
        source.withLabels(labels), positions, counts, clock, heardAt, snapshot, watch);
  }

  private static Map<String, String> labels(ByteReader reader) {
    Map<String, String> labels = new HashMap<>();
    for (int rest = reader.count(); rest > 0; rest--) {
      labels.put(reader.text(), reader.text());
    }
    return labels;
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
