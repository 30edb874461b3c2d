package io.logtriage.patterns.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeParserTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026-11-22 15:17:00,2026-11-22T14:17:00Z",
    "2026-07-22 15:17:00,2026-07-22T13:17:00Z",
    "'2026-11-22 15:17:00,123',2026-11-22T14:17:00.123Z",
    "2026-11-22 15:17:00.123456,2026-11-22T14:17:00.123Z",
    "2026-11-22T15:17:00Z,2026-11-22T15:17:00Z",
    "2026-11-22T15:17:00+01:30,2026-11-22T13:47:00Z",
    "2026-11-22 15:17:00 -0500,2026-11-22T20:17:00Z",
    "2026-11-22 15:17:00 UTC,2026-11-22T15:17:00Z",
    "2024-02-29 00:00:00Z,2024-02-29T00:00:00Z",
  })
  void readsIsoTimes(String text, Instant expected) {
    assertThat(iso(new TimeParser(BERLIN), text)).isEqualTo(expected);
  }

  @Test
  void gapOfDaylightSavingTimeTakesTheOffsetBefore() {
    assertThat(iso(new TimeParser(BERLIN), "2026-03-29 02:30:00"))
        .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
  }

  @Test
  void overlapOfDaylightSavingTimeTakesTheEarlierOffset() {
    assertThat(iso(new TimeParser(BERLIN), "2026-10-25 02:30:00"))
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
  }

  @Property
  void agreesWithJavaTime(
      @ForAll @LongRange(min = 0, max = 8_000_000_000L) long second,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    Instant instant = Instant.ofEpochSecond(second);
    LocalDateTime local = LocalDateTime.ofInstant(instant, offset);
    if (local.getYear() < 1970) {
      return;
    }
    byte[] line =
        DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .format(local.atOffset(offset))
            .getBytes(US_ASCII);
    TimeParser times = new TimeParser(BERLIN);
    assertThat(times.common(line, 0, line.length)).isEqualTo(line.length);
    assertThat(Instant.ofEpochMilli(times.millis())).isEqualTo(instant);
  }

  private static Instant iso(TimeParser times, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    assertThat(times.iso(bytes, 0, bytes.length, '-')).isEqualTo(bytes.length);
    return Instant.ofEpochMilli(times.millis());
  }
}
