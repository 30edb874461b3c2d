package io.logtriage.streams.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final long FLOOR = Duration.ofMinutes(10).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final LocalDateTime MONDAY = LocalDateTime.of(2026, 3, 2, 8, 0);

  private final Rhythm rhythm = new Rhythm();
  private int falseAlarms;

  @Test
  void isNotKnownBeforeADayHasPassed() {
    LocalDateTime at = beat(MONDAY, 5_000, 10);
    assertThat(rhythm.allowed(FLOOR, DAY)).isEqualTo(Long.MAX_VALUE);
    beat(at, 10_000, 10);
    assertThat(rhythm.allowed(FLOOR, DAY)).isEqualTo(FLOOR);
  }

  @Test
  void nightsAndWeekendsAreNoSilence() {
    workFor(21);
    assertThat(falseAlarms).isZero();
  }

  @Test
  void anHourWithoutALineInTheMiddleOfTheDayIsSilence() {
    LocalDateTime morning = workFor(16);
    LocalDateTime noon = work(morning, morning.withHour(12));
    assertThat(noon.getHour()).isEqualTo(12);
    assertThat(rhythm.allowed(FLOOR, DAY)).isLessThan(Duration.ofHours(1).toMillis());
  }

  @Test
  void aJobThatRunsOnceANightMayPauseUntilTheNextNight() {
    for (int night = 0; night < 10; night++) {
      beat(MONDAY.plusDays(night).withHour(2), 600, 1);
    }
    assertThat(rhythm.allowed(FLOOR, DAY)).isGreaterThan(DAY);
  }

  @Test
  void anOutageIsForgottenInTheCourseOfDays() {
    LocalDateTime at = beat(MONDAY, 20_000, 10).plusHours(5);
    beat(at, 10, 10);
    for (int day = 0; day < 14; day++) {
      at = beat(at, 8_640, 10);
    }
    assertThat(rhythm.allowed(FLOOR, DAY)).isLessThan(Duration.ofHours(5).toMillis());
  }

  @Test
  void survivesARestart() {
    workFor(9);
    long[] numbers = new long[Rhythm.NUMBERS];
    rhythm.write(numbers);
    Rhythm restored = new Rhythm();
    restored.read(numbers);
    assertThat(restored).usingRecursiveComparison().isEqualTo(rhythm);
  }

  /** Office hours, some lines a minute at random; returns the morning after. */
  private LocalDateTime workFor(int days) {
    for (int day = 0; day < days; day++) {
      LocalDateTime morning = MONDAY.plusDays(day);
      DayOfWeek weekday = morning.getDayOfWeek();
      if (weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY) {
        work(morning, morning.withHour(18));
      }
    }
    return MONDAY.plusDays(days);
  }

  private LocalDateTime work(LocalDateTime from, LocalDateTime to) {
    Random random = new Random(from.getDayOfYear());
    LocalDateTime at = from;
    while (at.isBefore(to)) {
      long next = at.toInstant(ZoneOffset.UTC).toEpochMilli();
      if (rhythm.everHeard() && next - rhythm.last() > rhythm.allowed(FLOOR, DAY)) {
        falseAlarms++;
      }
      rhythm.heard(next);
      at = at.plusSeconds((long) (-30 * Math.log(1 - random.nextDouble())) + 1);
    }
    return at;
  }

  private LocalDateTime beat(LocalDateTime from, int times, int seconds) {
    LocalDateTime at = from;
    for (int i = 0; i < times; i++) {
      rhythm.heard(at.toInstant(ZoneOffset.UTC).toEpochMilli());
      at = at.plusSeconds(seconds);
    }
    return at;
  }
}
