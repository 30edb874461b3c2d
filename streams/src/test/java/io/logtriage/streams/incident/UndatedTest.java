package io.logtriage.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.streams.incident.Incident.Status;
import org.junit.jupiter.api.Test;

class UndatedTest {
  private final Story story = new Story();

  @Test
  void joinsTheLatestIncidentOfItsSymptomWhateverItsTimes() {
    story.at(0, "disk").clock(50_000).undated(Findings.undated("disk", 90_000)).flush();

    Incident incident = story.only();
    assertThat(incident.count()).isEqualTo(2);
    assertThat(incident.status()).isEqualTo(Status.RESOLVED);
    assertThat(incident.lastSeen()).isEqualTo(Findings.START);
  }

  @Test
  void opensAtArrivalWhenThereIsNone() {
    story.undated(Findings.undated("disk", 7)).undated(Findings.undated("disk", 8)).flush();

    assertThat(story.only().count()).isEqualTo(2);
    assertThat(story.told).startsWith("opened disk 7s");
  }

  @Test
  void resolvesByTheClockOfDatedSources() {
    story.undated(Findings.undated("disk", 7)).clock(400);

    assertThat(story.told).containsExactly("opened disk 7s", "resolved disk 307s");
  }
}
