package io.logtriage.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.streams.incident.Incident.Status;
import org.junit.jupiter.api.Test;

class RecoveryEvidenceTest {
  private final Story story = new Story();

  @Test
  void aSignThatHeldForAminuteResolves() {
    story.at(0, "disk").sign("disk", 10, 10).clock(69).clock(70);

    assertThat(story.told).containsExactly("opened disk 0s", "resolved disk 70s");
    assertThat(story.only().resolvedBy()).isEqualTo("evidence");
  }

  @Test
  void aFindingAfterItTakesItsWordAway() {
    story.at(0, "disk").sign("disk", 10, 10).at(30, "disk").clock(400);

    assertThat(story.told).endsWith("resolved disk 330s");
    assertThat(story.only().resolvedBy()).isEqualTo("quiet");
  }

  @Test
  void theNextSignAfterThatCounts() {
    story.at(0, "disk").sign("disk", 10, 10).at(30, "disk").sign("disk", 40, 40).clock(400);

    assertThat(story.told).endsWith("resolved disk 100s");
  }

  @Test
  void aSignInTheSecondOfTheFindingSaysNothing() {
    story.at(10, "disk").sign("disk", 10, 10).clock(400);

    assertThat(story.told).endsWith("resolved disk 310s");
  }

  @Test
  void aSignShortlyBeforeTheQuietTimeIsOverChangesNothing() {
    story.at(0, "disk").sign("disk", 250, 250).clock(400);

    assertThat(story.told).endsWith("resolved disk 300s");
    assertThat(story.only().resolvedBy()).isEqualTo("quiet");
  }

  @Test
  void ofAnotherGroupItSaysNothing() {
    story.finding(Findings.of("disk", "other", 0), 0).sign("disk", 10, 10).clock(400);

    assertThat(story.told).endsWith("resolved disk 300s");
  }

  @Test
  void aFindingInTheReopenWindowOpensItAgain() {
    story.at(0, "disk").sign("disk", 10, 10).at(700, "disk");

    assertThat(story.told)
        .containsExactly("opened disk 0s", "resolved disk 70s", "reopened disk 700s");
    assertThat(story.only().resolvedBy()).isNull();
  }

  @Test
  void aSignThatComesBeforeItsFindingCountsAllTheSame() {
    story.sign("disk", 10, 0).finding(Findings.of("disk", 5), 0).clock(400);

    assertThat(story.told).containsExactly("opened disk 5s", "resolved disk 70s");
  }

  @Test
  void aSignThatComesLateSetsTheEndRight() {
    story.at(0, "disk").clock(400).sign("disk", 10, 400).flush();

    assertThat(story.only().resolvedBy()).isEqualTo("evidence");
    assertThat(Story.second(story.only().resolvedAt())).isEqualTo(70);
  }

  @Test
  void aFindingThatComesLateUndoesTheSign() {
    story.at(0, "disk").sign("disk", 10, 10).clock(80);
    assertThat(story.only().status()).isEqualTo(Status.RESOLVED);

    story.finding(Findings.of("disk", 60), 80).clock(359);
    assertThat(story.only().status()).isEqualTo(Status.OPEN);

    assertThat(story.clock(360).told).endsWith("resolved disk 360s");
  }

  @Test
  void signsSurviveACrash() {
    story.at(0, "disk").sign("disk", 10, 10).restart().clock(70);

    assertThat(story.told).endsWith("resolved disk 70s");
  }

  @Test
  void signsLeaveTheStoreWithTheirIncident() {
    story.at(0, "disk").sign("disk", 10, 10);
    story.finding(Findings.of("disk", "other", 5_000), 5_000).clock(20_000);

    assertThat(story.store.entries.keySet()).noneMatch(key -> key.startsWith("recovery/"));
  }
}
