package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class SourcePlacesTest {
  private static final Bytes SOURCE = Bytes.wrap(new byte[] {1});
  private final SourcePlaces places = new SourcePlaces();

  @Test
  void aSourceThatStaysOnItsPartitionIsAllRight() {
    assertThat(places.heard(SOURCE, 2, 0)).isEmpty();
    assertThat(places.heard(SOURCE, 2, 1_000)).isEmpty();
  }

  @Test
  void oneThatSpeaksOnTwoIsTold() {
    places.heard(SOURCE, 2, 0);
    assertThat(places.heard(SOURCE, 0, 60_000)).hasValue(2);
    assertThat(places.heard(SOURCE, 2, 70_000)).hasValue(0);
  }

  @Test
  void oneThatMovedAfterAPauseIsNot() {
    places.heard(SOURCE, 2, 0);
    assertThat(places.heard(SOURCE, 0, 121_000)).isEmpty();
  }
}
