package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeploymentClockTest {
  private static final long NOW = 1_000_000_000;
  private final DeploymentClock clock = new DeploymentClock();

  @Test
  void liveLinesCarryItAtMostFiveSecondsAheadOfIngest() {
    clock.live(NOW + 60_000, NOW);
    assertThat(clock.time()).isEqualTo(NOW + 5_000);
  }

  @Test
  void olderLinesDoNotTurnItBack() {
    clock.live(NOW, NOW);
    clock.live(NOW - 60_000, NOW + 10);
    assertThat(clock.time()).isEqualTo(NOW);
  }

  @Test
  void historyIsNotClamped() {
    clock.history(NOW + 60_000, NOW);
    assertThat(clock.time()).isEqualTo(NOW + 60_000);
  }

  @Test
  void aLiveLineBringsItBackWhenHistoryHadRunAhead() {
    clock.history(NOW + 60_000, NOW);
    clock.live(NOW, NOW + 1_000);
    assertThat(clock.time()).isEqualTo(NOW + 6_000);
  }

  @Test
  void goesOnAtWallSpeedFromTheLastLinesIngest() {
    clock.history(5_000, NOW);
    clock.advance(NOW + 3_000);
    clock.advance(NOW + 4_000);
    assertThat(clock.time()).isEqualTo(9_000);
  }

  @Test
  void stateOfTheSourceHeardLastIsWhatItGoesOnFrom() {
    clock.restore(70_000, NOW);
    clock.restore(10_000, NOW + 1_000);
    clock.restore(20_000, NOW + 1_000);
    clock.advance(NOW + 2_000);
    assertThat(clock.time()).isEqualTo(21_000);
  }

  @Test
  void undatedHistoryCountsOnceTheInputIsAtRest() {
    clock.undatedHistory(50_000, NOW);
    assertThat(clock.time()).isEqualTo(Long.MIN_VALUE);
    clock.advance(NOW + 1_000);
    assertThat(clock.time()).isEqualTo(51_000);
  }

  @Test
  void isToldAtMostOnceASecondAndOnlyWhenItMoved() {
    clock.live(NOW, NOW);
    assertThat(clock.due(NOW)).isTrue();
    clock.sent(NOW);
    clock.live(NOW + 500, NOW + 500);
    assertThat(clock.due(NOW + 999)).isFalse();
    assertThat(clock.due(NOW + 1_000)).isTrue();
    clock.sent(NOW + 1_000);
    assertThat(clock.due(NOW + 9_000)).isFalse();
  }
}
