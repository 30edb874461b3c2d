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
import org.jspecify.annotations.Nullable;
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

  @ParameterizedTest
  @CsvSource({
    "Mar  2 09:00:00,2026-03-05T00:00:00Z,2026-03-02T09:00:00Z",
    "Mar  6 09:00:00,2026-03-05T00:00:00Z,2025-03-06T09:00:00Z",
    "Dec 31 23:59:59,2026-01-01T00:10:00Z,2025-12-31T23:59:59Z",
    "Feb 29 12:00:00,2026-11-22T00:00:00Z,2024-02-29T12:00:00Z",
    "Feb 29 12:00:00,2024-02-01T00:00:00Z,2020-02-29T12:00:00Z",
    "Feb 29 12:00:00,1903-01-01T00:00:00Z,",
  })
  void aDateWithoutYearIsTheLastNotLaterThanItsArrival(
      String text, Instant arrival, @Nullable Instant expected) {
    assertThat(syslog(new TimeParser(ZoneOffset.UTC), text, arrival)).isEqualTo(expected);
  }

  @Test
  void aDateWithoutYearIsOfTheYearThatWasGiven() {
    TimeParser times = new TimeParser(ZoneOffset.UTC);
    times.year(2021);

    assertThat(syslog(times, "Mar  2 09:00:00", Instant.parse("2026-03-05T00:00:00Z")))
        .isEqualTo(Instant.parse("2021-03-02T09:00:00Z"));
    assertThat(syslog(times, "Feb 29 09:00:00", Instant.parse("2026-03-05T00:00:00Z")))
        .isEqualTo(Instant.parse("2024-02-29T09:00:00Z"));
  }

  private static @Nullable Instant syslog(TimeParser times, String text, Instant arrival) {
    byte[] bytes = text.getBytes(US_ASCII);
    return times.syslog(bytes, 0, bytes.length, arrival.toEpochMilli()) < 0
        ? null
        : Instant.ofEpochMilli(times.millis());
  }

  private static Instant iso(TimeParser times, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    assertThat(times.iso(bytes, 0, bytes.length, '-')).isEqualTo(bytes.length);
    return Instant.ofEpochMilli(times.millis());
  }
}
