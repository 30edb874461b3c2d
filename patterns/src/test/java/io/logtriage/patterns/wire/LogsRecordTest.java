package io.logtriage.patterns.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.patterns.Source;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogsRecordTest {
  private static final Source SOURCE =
      new Source("web-1", "/var/log/nginx/error.log", "shop", "nginx", null, null);

  @Test
  void keepsLinesAndWhereTheyStood() {
    LogsRecord record = read(record("first", "", "third"));
    assertThat(record.lines()).isEqualTo(3);
    assertThat(line(record, 0)).isEqualTo("first");
    assertThat(line(record, 1)).isEmpty();
    assertThat(line(record, 2)).isEqualTo("third");
    assertThat(record.offset(2)).isEqualTo(107);
    assertThat(record.last()).isEqualTo(new Position("s1", 3, 107));
    assertThat(record.source()).isEqualTo(SOURCE);
    assertThat(record.history()).isFalse();
    assertThat(record.modified()).isEqualTo(LogsRecord.UNKNOWN);
  }

  @Test
  void keepsZoneFormatLabelsFlagsAndModifiedTime() {
    Source source =
        new Source("fe80::1", "a:b", "d", "s", ZoneId.of("Europe/Zurich"), "nginx.error")
            .withLabels(Map.of("team", "payments", "tier", "web"));
    LogsRecord sent =
        new LogsRecordBuilder(source, "s1", 0)
            .history(1234)
            .year(2025)
            .truncated()
            .line("x".getBytes(UTF_8), 0, 1, 0)
            .build();
    LogsRecord record = read(sent);
    assertThat(record).isEqualTo(sent);
    assertThat(record.source()).isEqualTo(source);
    assertThat(record.history()).isTrue();
    assertThat(record.truncated()).isTrue();
    assertThat(record.modified()).isEqualTo(1234);
    assertThat(record.year()).isEqualTo(2025);
  }

  @Test
  void flagsAreForOneRecordOnly() {
    LogsRecordBuilder builder = new LogsRecordBuilder(SOURCE, "s1", 0).history(1);
    builder.line(new byte[0], 0, 0, 0).build();
    LogsRecord next = builder.line(new byte[0], 0, 0, 1).build();
    assertThat(next.history()).isFalse();
    assertThat(next.modified()).isEqualTo(LogsRecord.UNKNOWN);
  }

  @Test
  void withoutVersionHeaderIsForeign() {
    assertThat(LogsRecord.decode(null, new byte[] {1}, List.of())).isEqualTo(new Decoded.Foreign());
  }

  @Test
  void newerVersionSaysWhatToDo() {
    assertThat(malformed(HeaderNames.VERSION, "2"))
        .isEqualTo("record version 2, this program reads version 1: update it before the shippers");
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(malformed(HeaderNames.GENERATION, "-1"))
        .isEqualTo("header lt.gen is '-1', expected a number");
    assertThat(malformed(HeaderNames.ZONE, "Mars/North"))
        .isEqualTo("unknown time zone 'Mars/North'");
    assertThat(malformed(HeaderNames.POSITIONS, "a")).isEqualTo("1 positions for 2 lines");
    assertThat(malformed(HeaderNames.POSITIONS, "abc"))
        .isEqualTo("more positions than the record's 2 lines");
    assertThat(malformed(HeaderNames.POSITIONS, "a\0"))
        .isEqualTo("position 1 is not behind the one before");
    assertThat(malformed(HeaderNames.FLAGS, "truncated"))
        .isEqualTo("flag truncated on 2 lines, expected one");
    assertThat(malformed(HeaderNames.HOST, "other"))
        .isEqualTo("key 'web-1:/var/log/nginx/error.log', expected host:path");
  }

  @Test
  void valueMustBeWholeLines() {
    LogsRecord record = record("a");
    assertThat(LogsRecord.decode(record.key(), "a".getBytes(UTF_8), record.headers()))
        .isEqualTo(new Decoded.Malformed("the last line is not ended by a newline"));
    assertThat(LogsRecord.decode(record.key(), null, record.headers()))
        .isEqualTo(new Decoded.Malformed("no lines"));
    assertThat(LogsRecord.decode(null, record.value(), record.headers()))
        .isEqualTo(new Decoded.Malformed("no key, expected host:path"));
  }

  @Test
  void findsFirstLineThatIsNoRepeat() {
    LogsRecord record = record("a", "b", "c"); // at 100, 102, 104 of generation 3
    assertThat(record.firstAfter(null)).isZero();
    assertThat(record.firstAfter(new Position("other", 9, 9))).isZero();
    assertThat(record.firstAfter(new Position("s1", 2, 1000))).isZero();
    assertThat(record.firstAfter(new Position("s1", 3, 99))).isZero();
    assertThat(record.firstAfter(new Position("s1", 3, 100))).isEqualTo(1);
    assertThat(record.firstAfter(new Position("s1", 3, 103))).isEqualTo(2);
    assertThat(record.firstAfter(record.last())).isEqualTo(3);
    assertThat(record.firstAfter(new Position("s1", 4, 0))).isEqualTo(3);
  }

  @Test
  void positionsOfOneShipperAreOrdered() {
    Position position = new Position("s1", 3, 100);
    assertThat(position.isRepeatOf(null)).isFalse();
    assertThat(position.isRepeatOf(position)).isTrue();
    assertThat(position.isRepeatOf(new Position("s1", 3, 99))).isFalse();
    assertThat(position.isRepeatOf(new Position("s1", 4, 0))).isTrue();
    assertThat(position.isRepeatOf(new Position("s2", 4, 0))).isFalse();
  }

  @Test
  void cutLineStandsAlone() {
    LogsRecordBuilder builder = new LogsRecordBuilder(SOURCE, "s1", 0).truncated();
    builder.line(new byte[0], 0, 0, 0).line(new byte[0], 0, 0, 1);
    assertThatThrownBy(builder::build).hasMessage("a cut line stands alone, found 2 lines");
  }

  private static LogsRecord record(String... lines) {
    LogsRecordBuilder builder = new LogsRecordBuilder(SOURCE, "s1", 3);
    long offset = 100;
    for (String line : lines) {
      byte[] bytes = line.getBytes(UTF_8);
      builder.line(bytes, 0, bytes.length, offset);
      offset += bytes.length + 1;
    }
    return builder.build();
  }

  private static LogsRecord read(LogsRecord record) {
    return ((Decoded.Ours) LogsRecord.decode(record.key(), record.value(), record.headers()))
        .record();
  }

  private static String line(LogsRecord record, int line) {
    return new String(
        record.value(), record.from(line), record.to(line) - record.from(line), UTF_8);
  }

  /** The reason given for a record of two lines with one header put in its other's place. */
  private static String malformed(String name, String value) {
    LogsRecord record = record("a", "b");
    List<WireHeader> headers = new ArrayList<>(record.headers());
    headers.removeIf(header -> header.name().equals(name));
    headers.add(WireHeader.text(name, value));
    return ((Decoded.Malformed) LogsRecord.decode(record.key(), record.value(), headers)).reason();
  }
}
