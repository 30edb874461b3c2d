package io.logtriage.patterns.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Source;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class LogsRecordPropertyTest {

  @Property
  void whatIsWrittenIsRead(
      @ForAll @Size(min = 1, max = 100) List<String> lines,
      @ForAll @LongRange(min = 0, max = 1L << 60) long start,
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int step,
      @ForAll @NotEmpty String deployment,
      @ForAll boolean history) {
    Source source = new Source("h", "/p", utf8(deployment), "s", null, null);
    LogsRecordBuilder builder = new LogsRecordBuilder(source, "s1", 7);
    if (history) {
      builder.history(5);
    }
    long offset = start;
    for (String line : lines) {
      byte[] bytes = line.replace('\n', ' ').getBytes(UTF_8);
      builder.line(bytes, 0, bytes.length, offset);
      offset += step;
    }
    LogsRecord record = builder.build();
    assertThat(LogsRecord.decode(record.key(), record.value(), record.headers()))
        .isEqualTo(new Decoded.Ours(record));
  }

  @Property
  void anyBytesAreAnswered(
      @ForAll byte[] key, @ForAll byte[] value, @ForAll @Size(11) List<byte[]> headerValues) {
    List<String> names =
        List.of(
            HeaderNames.SHIPPER,
            HeaderNames.GENERATION,
            HeaderNames.POSITIONS,
            HeaderNames.DEPLOYMENT,
            HeaderNames.SERVICE,
            HeaderNames.HOST,
            HeaderNames.ZONE,
            HeaderNames.FORMAT,
            HeaderNames.FLAGS,
            HeaderNames.MODIFIED,
            HeaderNames.VERSION);
    List<WireHeader> headers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      headers.add(new WireHeader(names.get(i), headerValues.get(i)));
    }
    assertThat(LogsRecord.decode(key, value, headers)).isNotNull();
    headers.add(WireHeader.text(HeaderNames.VERSION, "1"));
    assertThat(LogsRecord.decode(key, value, headers)).isNotNull();
  }

  @Property
  void oneDamagedByteNeverThrows(
      @ForAll @IntRange(min = 0, max = 10) int which, @ForAll int at, @ForAll byte damage) {
    LogsRecord record =
        new LogsRecordBuilder(new Source("h", "/p", "d", "s", null, null), "s1", 1)
            .history(9)
            .line("one line".getBytes(UTF_8), 0, 8, 300)
            .line("another".getBytes(UTF_8), 0, 7, 700)
            .build();
    List<WireHeader> headers = new ArrayList<>(record.headers());
    int index = which % headers.size();
    WireHeader header = headers.get(index);
    byte[] bytes = header.value().clone();
    bytes[Math.floorMod(at, bytes.length)] = damage;
    headers.set(index, new WireHeader(header.name(), bytes));
    assertThat(LogsRecord.decode(record.key(), record.value(), headers)).isNotNull();
  }

  /** Lone surrogates do not survive UTF-8. */
  private static String utf8(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
