package io.logtriage.streams.incident;

import static io.logtriage.streams.incident.Findings.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClockTest {
  private final Story story = new Story();

  @Test
  void theSlowestFeedHoldsTheClock() {
    story.batch("slow", 0, List.of()).at(0, "disk").clock(1000);
    assertThat(story.told).containsExactly("opened disk 0s");

    story.batch("slow", 300, List.of());
    assertThat(story.told).endsWith("resolved disk 300s");
  }

  @Test
  void aFeedUnheardForFiveSecondsDoesNot() {
    story.batch("slow", 0, List.of()).at(0, "disk");
    story.apply(batch(1000), 5_000);
    assertThat(story.told).containsExactly("opened disk 0s");

    story.apply(batch(1000), 5_001);
    assertThat(story.told).endsWith("resolved disk 300s");
  }

  @Test
  void aFeedWithoutDatedLinesHoldsNothing() {
    story.undated(Findings.undated("timeout", 0)).at(0, "disk");
    story.apply(new DeploymentBatch("web-1", "other", Long.MIN_VALUE, List.of()), 0).clock(300);

    assertThat(story.told).contains("resolved disk 300s");
  }

  @Test
  void aClockTakenBackReopensNothingAndUpdatesGoOn() {
    story.at(0, "disk").at(100_000, "timeout").clock(50).at(51, "disk");
    assertThat(story.incident("disk").status()).isEqualTo(Incident.Status.RESOLVED);

    story.clock(62);
    assertThat(story.incident("disk").count()).isEqualTo(2);
    assertThat(story.incident("timeout").status()).isEqualTo(Incident.Status.OPEN);
  }

  private static DeploymentBatch batch(long second) {
    return new DeploymentBatch("web-1", "feed", START + second * 1000, List.of());
  }
}
