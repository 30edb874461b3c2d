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
  void saysThatNoLineToldItsTime() {
    story.undated(Findings.undated("disk", 7)).flush();
    assertThat(story.only().undated()).isTrue();

    story.at(8, "disk").flush();
    assertThat(story.only().undated()).isFalse();
  }

  @Test
  void liveItHappensWhenItCame() {
    Story live = Story.live();
    live.at(0, "disk").clock(50_000).undated(Findings.undated("disk", 50_000)).flush();

    assertThat(live.told)
        .containsExactly("opened disk 0s", "resolved disk 300s", "opened disk 50000s");
    assertThat(live.incidents.values()).extracting(Incident::undated).containsExactly(false, true);
  }

  @Test
  void liveItJoinsWhatMayStillGoOn() {
    Story live = Story.live();
    live.at(0, "disk").clock(900).undated(Findings.undated("disk", 900)).flush();

    assertThat(live.only().count()).isEqualTo(2);
  }

  @Test
  void resolvesByTheClockOfDatedSources() {
    story.undated(Findings.undated("disk", 7)).clock(400);

    assertThat(story.told).containsExactly("opened disk 7s", "resolved disk 307s");
  }
}
